import { parseId, type FileId } from '@parley/contracts';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StoredRow, Variant } from './file.entity.js';

const macOf = (secret: Buffer, text: string): Buffer => createHmac('sha256', secret).update(text).digest().subarray(0, 16);

const isEqual = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/** `s` of a capability address: 128 bits, a thumbnail has its own. */
export const signatureOf = (secret: Buffer, variant: Variant): string => macOf(secret, variant).toString('base64url');

/** What a signature opens; null: nothing. */
export const variantOf = (secret: Buffer, signature: string): Variant | null => {
  const given = Buffer.from(signature, 'base64url');
  return (['original', 'thumbnail'] as const).find((variant) => isEqual(given, macOf(secret, variant))) ?? null;
};

const nameOf = (name: string, variant: Variant): string => (variant === 'original' ? name : 'thumbnail.webp');

/** `{PUBLIC_URL}/cdn/{id}/{name}?s=` (C68). */
export const linkOf = (publicUrl: string, { id, name, urlSecret }: Pick<StoredRow, 'id' | 'name' | 'urlSecret'>, variant: Variant): string =>
  `${publicUrl.replace(/\/$/, '')}/cdn/${id}/${encodeURIComponent(nameOf(name, variant))}?s=${signatureOf(urlSecret, variant)}`;

/** The file a capability address of this server names, and its signature; null for any other address. */
export const parseLink = (publicUrl: string, url: string): { readonly id: FileId; readonly signature: string } | null => {
  const place = URL.canParse(url, publicUrl) ? new URL(url, publicUrl) : null;
  if (place === null || place.host !== new URL(publicUrl).host) return null;
  const id = parseId<'file'>(/^\/cdn\/([^/]+)\/[^/]*$/.exec(place.pathname)?.[1]);
  const signature = place.searchParams.get('s');
  return id === null || signature === null ? null : { id, signature };
};

/** Opens the private listener for one variant until a time; what it signs tells it from a client's signature. */
export const readTicketOf = (secret: Buffer, variant: Variant, expiresAt: number): string =>
  macOf(secret, `read ${variant} ${expiresAt}`).toString('base64url');

/** @param now Unix milliseconds */
export const isReadTicket = (ticket: string, secret: Buffer, variant: Variant, expiresAt: number, now: number): boolean =>
  expiresAt > now && isEqual(Buffer.from(ticket, 'base64url'), macOf(secret, `read ${variant} ${expiresAt}`));
