import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import { ConversationRef } from './conversation-card.contract.js';
import { FreeJson } from './free-json.decorator.js';

/** One row of a conversation's change log: gap-free, in commit order. */
export interface Change {
  readonly conversationId: ConversationId;
  readonly seq: number;
  /** Subject of the event it belongs to, e.g. `messaging.message.sent.v1`. */
  readonly type: string;
  /** That event's payload, as it is now readable by the viewer; null when it is hidden from him, or about a message he has hidden. */
  readonly payload: unknown;
}

/** What the event of a change says when some members are not told of it: they hear its seq alone, live as by sync. */
export interface PartlyHidden {
  /** Absent where nobody is left out, and in events from before it was told. */
  readonly hiddenFrom?: readonly UserId[];
}

/** Conversations one client may have cursors of. */
export const maxCursors = 1_000;

/** All that a dialect needs to name a conversation before one of its members. */
export interface ConversationName {
  readonly id: ConversationId;
  readonly kind: 'direct' | 'room';
  /** UMOC's integer group id. */
  readonly num: number;
  /** UMOC's number of the other person of a direct conversation; null of a room. */
  readonly peerNum: number | null;
}

/** A conversation and its newest seq. */
export interface Head extends ConversationName {
  readonly seq: number;
}

/** A cursor of a client that does not know the conversation by its id. */
export class NamedCursor {
  @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) seq!: number;
}

export class SyncChangesInput {
  @IsId() viewerId!: UserId;
  /** The last seq the client has, per conversation; empty asks for heads only. At most 1,000 entries are read. */
  @IsObject() @FreeJson() cursors!: Readonly<Record<string, number>>;
  /** More cursors, read after these. */
  @IsOptional() @IsArray() @ArrayMaxSize(maxCursors) @ValidateNested({ each: true }) @Type(() => NamedCursor) named?: readonly NamedCursor[];
  @IsInt() @Min(1) @Max(500) limit!: number;
}

export interface Sync {
  readonly changes: readonly Change[];
  /** The newest seq of every conversation of the viewer. */
  readonly heads: Readonly<Record<ConversationId, number>>;
  /** Cursors to ask with next when more is waiting, as after `limit` changes or 250,000 characters; null when the client is up to date. */
  readonly next: Readonly<Record<ConversationId, number>> | null;
  /** Too far behind (over 5,000 changes) or a cursor ahead of the log: fetch afresh. */
  readonly reset: readonly ConversationId[];
  /** Of every conversation above. */
  readonly names: Readonly<Record<ConversationId, ConversationName>>;
}

/** What a client missed (A-00-14). Membership is checked at read time; unknown ids are ignored. */
export const syncChanges = defineRpc<SyncChangesInput, Sync>('messaging.sync.changes', {
  input: SyncChangesInput,
  errors: [],
  idempotent: true,
});

export class ListHeadsInput {
  @IsArray() @ArrayMaxSize(500) @IsId({ each: true }) userIds!: readonly UserId[];
}

/** Where the conversations of a user stand; of more than 1,000 the most recently active. */
export interface UserHeads {
  readonly userId: UserId;
  readonly heads: readonly Head[];
}

/** Heads of many users in one query: what the beacon of a gateway tells (A-00-14). Unknown users are absent. */
export const listHeads = defineRpc<ListHeadsInput, readonly UserHeads[]>('messaging.sync.heads', {
  input: ListHeadsInput,
  errors: [],
  idempotent: true,
});
