import { IsInt, IsObject, Max, Min } from 'class-validator';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import { FreeJson } from './free-json.decorator.js';

/** One row of a conversation's change log: gap-free, in commit order. */
export interface Change {
  readonly conversationId: ConversationId;
  readonly seq: number;
  /** Subject of the event it belongs to, e.g. `messaging.message.sent.v1`. */
  readonly type: string;
  /** That event's payload, as it is now readable by the viewer; null when it is about a message he has hidden. */
  readonly payload: unknown;
}

export class SyncChangesInput {
  @IsId() viewerId!: UserId;
  /** The last seq the client has, per conversation; empty asks for heads only. At most 1,000 entries are read. */
  @IsObject() @FreeJson() cursors!: Readonly<Record<string, number>>;
  @IsInt() @Min(1) @Max(500) limit!: number;
}

export interface Sync {
  readonly changes: readonly Change[];
  /** The newest seq of every conversation of the viewer. */
  readonly heads: Readonly<Record<ConversationId, number>>;
  /** Cursors to ask with next when more is waiting; null when the client is up to date. */
  readonly next: Readonly<Record<ConversationId, number>> | null;
  /** Too far behind (over 5,000 changes) or a cursor ahead of the log: fetch afresh. */
  readonly reset: readonly ConversationId[];
}

/** What a client missed (architecture 4 and 8). Membership is checked at read time; unknown ids are ignored. */
export const syncChanges = defineRpc<SyncChangesInput, Sync>('messaging.sync.changes', {
  input: SyncChangesInput,
  errors: [],
  idempotent: true,
});
