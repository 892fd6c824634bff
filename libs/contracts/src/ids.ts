import { Matches } from 'class-validator';

declare const kind: unique symbol;

/**
 * Canonical 96-bit id (C23): 32-bit Unix seconds, then 64 random bits. Between processes and in
 * Postgres it is carried in its UUID rendering; `hexOf` gives the 24-hex (ObjectId) rendering.
 */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };
export type AnyId = Id<string>;
export type UserId = Id<'user'>;
export type SessionId = Id<'session'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;
export type FileId = Id<'file'>;
export type ContactId = Id<'contact'>;
export type NotificationId = Id<'notification'>;
export type ApiKeyId = Id<'api-key'>;
export type InvitationId = Id<'invitation'>;

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Between processes an id has one spelling. */
const canonicalShape = new RegExp(uuidShape.source);
const hexShape = /^[0-9a-f]{24}$/i;
const prefixedShape = /^[a-z]{2,6}_([0-9a-f]{24})$/i;

/** The 26 bits a version-4 UUID has to spare over our 96: they mark an id as Parley's own. */
const tag = { group4: 'a7c1', group5: 'e55' } as const;

/** 24 lower-case hex digits → the UUID rendering: 8-4-'4'+3-tag-tag+9. */
const uuidOfHex = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${tag.group4}-${tag.group5}${hex.slice(15)}`;

/** The 24-hex (ObjectId) rendering. Lossless for ids made by `newId`. */
export const hexOf = (id: AnyId): string => id.slice(0, 8) + id.slice(9, 13) + id.slice(15, 18) + id.slice(27);

const randomBytes = 8;
/** Randomness is fetched for 512 ids at a time: a fetch costs about forty times what an id needs of it. */
const pool = new Uint8Array(512 * randomBytes);
let used = pool.length;
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const randomHex = (): string => {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let hex = '';
  for (const end = used + randomBytes; used < end; used++) hex += hexPairs[pool[used] ?? 0];
  return hex;
};

/** A new id; ids made in different seconds sort by time. */
export const newId = <K extends string>(now: number = Date.now()): Id<K> => {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return uuidOfHex(seconds + randomHex()) as Id<K>;
};

/** Any rendering (UUID, 24 hex, `usr_…`) → the id; null when the shape is none of them (P4). */
export const parseId = <K extends string>(text: unknown): Id<K> | null => {
  if (typeof text !== 'string') return null;
  if (uuidShape.test(text)) return text.toLowerCase() as Id<K>;
  const hex = hexShape.test(text) ? text : prefixedShape.exec(text)?.[1];
  return hex === undefined ? null : (uuidOfHex(hex.toLowerCase()) as Id<K>);
};

/** When the id was made, to the second. */
export const timeOfId = (id: AnyId): Date => new Date(parseInt(id.slice(0, 8), 16) * 1000);

/** Validates a canonical id in an RPC input. */
export const IsId = (options?: { readonly each: boolean }): PropertyDecorator =>
  Matches(canonicalShape, { ...options, message: '$property must be an id' });
