import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type AnyId, type ConversationId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';

/** What of a conversation one wants to hear: all that concerns one, being named only, or nothing (CB-9). */
export const mentionLevels = ['all', 'mentions', 'nothing'] as const;
export type MentionLevel = (typeof mentionLevels)[number];

/** How far one user wants to be told of a conversation. It is muted (C57) when not enabled, and when `nothing` is wanted. */
export interface NoticeLevel {
  readonly conversationId: ConversationId;
  readonly isEnabled: boolean;
  readonly mentions: MentionLevel;
}

export class ListNoticeLevelsInput {
  @IsId() viewerId!: UserId;
}

/** Those that were set, in conversations the viewer is in. */
export const listNoticeLevels = defineRpc<ListNoticeLevelsInput, readonly NoticeLevel[]>('messaging.notice-level.list', {
  input: ListNoticeLevelsInput,
  errors: [],
  idempotent: true,
});

export class NoticeLevelChange {
  @IsId() conversationId!: ConversationId;
  /** Back to where nothing is set: told of everything. */
  @IsBoolean() isReset!: boolean;
  @IsOptional() @IsBoolean() isEnabled?: boolean;
  @IsOptional() @IsIn(mentionLevels) mentions?: MentionLevel;
}

export class ChangeNoticeLevelsInput {
  @IsId() viewerId!: UserId;
  @IsArray() @ArrayMaxSize(1_000) @ValidateNested({ each: true }) @Type(() => NoticeLevelChange) changes!: readonly NoticeLevelChange[];
}

/** All or nothing; what is absent stays. INPUT_INVALID names conversations that the viewer is not in (A-CB-76). */
export const changeNoticeLevels = defineRpc<ChangeNoticeLevelsInput, null>('messaging.notice-level.change', {
  input: ChangeNoticeLevelsInput,
  errors: [],
  idempotent: true,
});

/** A level as it is kept: `targetId` is a room, or the other person of a direct conversation. */
export interface KeptLevel {
  readonly targetId: AnyId;
  readonly isEnabled: boolean;
  readonly mentions: MentionLevel;
  /** ISO 8601 UTC: an older copy never overwrites a newer one. */
  readonly changedAt: string;
}

export const noticeLevelsChanged = defineEvent<{ readonly userId: UserId; readonly levels: readonly KeptLevel[] }>(
  'messaging.notice-level.changed.v1',
);
