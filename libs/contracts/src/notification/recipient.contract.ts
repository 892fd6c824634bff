import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsISO8601, IsOptional, IsTimeZone, Matches, ValidateNested } from 'class-validator';
import { IsId, type AnyId, type UserId } from '../ids.js';
import { mentionLevels, type MentionLevel } from '../messaging/notice-level.contract.js';
import { defineRpc } from '../rpc.js';

/** `HH:mm` of a day. */
export const clockShape = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Do-not-disturb, in the user's time zone; `startTime` and `endTime` are `HH:mm`, and midnight may lie between (A-CB-76). */
export interface QuietHours {
  readonly isEnabled: boolean;
  readonly startTime: string;
  readonly endTime: string;
}

/** What somebody has who has set nothing (A-CB-77). */
export const untouchedQuietHours: QuietHours = { isEnabled: false, startTime: '22:00', endTime: '08:00' };

export class GetQuietHoursInput {
  @IsId() userId!: UserId;
}

export const getQuietHours = defineRpc<GetQuietHoursInput, QuietHours>('notification.quiet-hours.get', {
  input: GetQuietHoursInput,
  errors: [],
  idempotent: true,
});

/** What is absent stays as it is. */
export class ChangeQuietHoursInput {
  @IsId() userId!: UserId;
  @IsOptional() @IsBoolean() isEnabled?: boolean;
  @IsOptional() @Matches(clockShape) startTime?: string;
  @IsOptional() @Matches(clockShape) endTime?: string;
}

export const changeQuietHours = defineRpc<ChangeQuietHoursInput, QuietHours>('notification.quiet-hours.change', {
  input: ChangeQuietHoursInput,
  errors: [],
  idempotent: true,
});

export class MirrorRecipientInput {
  @IsId() userId!: UserId;
  @IsBoolean() isEnabled!: boolean;
  @IsBoolean() isSoundOn!: boolean;
  @IsTimeZone() timezone!: string;
  /** ISO 8601 UTC: an older copy never overwrites a newer one. */
  @IsISO8601() changedAt!: string;
}

/** Called by user after commit and before it answers, so that preferences hold at once (C73); profileChanged repairs what this missed. */
export const mirrorRecipient = defineRpc<MirrorRecipientInput, null>('notification.recipient.mirror', {
  input: MirrorRecipientInput,
  errors: [],
  // Its caller's own caller waits, and the event repairs what this missed.
  timeoutMs: 500,
  idempotent: true,
});

export class MirroredLevel {
  @IsId() targetId!: AnyId;
  @IsBoolean() isEnabled!: boolean;
  @IsIn(mentionLevels) mentions!: MentionLevel;
  @IsISO8601() changedAt!: string;
}

export class MirrorLevelsInput {
  @IsId() userId!: UserId;
  @IsArray() @ArrayMaxSize(1_000) @ValidateNested({ each: true }) @Type(() => MirroredLevel) levels!: readonly MirroredLevel[];
}

/** Called by messaging after commit and before it answers, so that a mute holds at once; noticeLevelsChanged repairs what this missed. */
export const mirrorLevels = defineRpc<MirrorLevelsInput, null>('notification.level.mirror', {
  input: MirrorLevelsInput,
  errors: [],
  // Its caller's own caller waits, and the event repairs what this missed.
  timeoutMs: 500,
  idempotent: true,
});
