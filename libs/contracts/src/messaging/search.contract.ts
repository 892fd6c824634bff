import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, Length, Max, Min } from 'class-validator';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { Conversation } from './conversation.contract.js';
import { messageTypes, type Message, type MessageType } from './message.contract.js';

export class SearchMessagesInput {
  @IsId() viewerId!: UserId;
  @Length(1, 200) query!: string;
  /** Only this one; null for all the viewer is in. */
  @IsOptional() @IsId() conversationId!: ConversationId | null;
  @IsOptional() @IsId() senderId!: UserId | null;
  /** Null: of every type. */
  @IsOptional() @IsIn(messageTypes, { each: true }) types!: readonly MessageType[] | null;
  /** From `after` on, up to but not including `before`. */
  @IsOptional() @IsISO8601() before!: string | null;
  @IsOptional() @IsISO8601() after!: string | null;
  /** Whether the sender's name counts as something to find, as where content is unreadable (C59). */
  @IsBoolean() withSenderNames!: boolean;
  @IsInt() @Min(1) @Max(100) limit!: number;
}

/** The first place where a term was found; empty strings when it was not in the text. */
export interface SearchContext {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

export interface SearchHit {
  readonly message: Message;
  readonly conversation: Conversation;
  /** 0 … 1: whole words above prefixes above parts of words (A-CB-42). */
  readonly score: number;
  /** The words of the query that were found, as asked. */
  readonly matchedTerms: readonly string[];
  readonly context: SearchContext;
  /** The text as HTML: escaped, with `<mark>` around what was found. */
  readonly highlight: string;
}

export interface SearchResult {
  /** Best first, then newest. */
  readonly hits: readonly SearchHit[];
  /** All matches, not these alone; of words that are in too many messages to look at, those among the newest. */
  readonly total: number;
}

/** Full text over plain text and file names of live messages the viewer may read; ciphertext is never looked into (C59). */
export const searchMessages = defineRpc<SearchMessagesInput, SearchResult>('messaging.search.messages', {
  input: SearchMessagesInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER'],
  timeoutMs: 5_000,
  idempotent: true,
});
