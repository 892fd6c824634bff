import { AppError, readableText, type messaging } from '@parley/contracts';
import type { ConversationRow } from '../conversation/conversation.entity.js';
import { readableLine } from '../message/text.policy.js';
import type { RoomSettings } from './room.repository.js';

const titleAfter = ({ title, slug }: ConversationRow, input: messaging.UpdateRoomInput): string | null => {
  if (input.slug != null) return input.slug === slug ? title : input.slug;
  if (input.title == null) return title;
  const wanted = readableLine(input.title);
  if (wanted === '') throw new AppError('INPUT_INVALID', { title: 'must have a readable character' });
  return wanted;
};

/** Absent stays, null clears, text is made readable. @throws {AppError} INPUT_INVALID (an unreadable title) */
export const settingsAfter = (before: ConversationRow, input: messaging.UpdateRoomInput): RoomSettings => ({
  title: titleAfter(before, input),
  description: input.description === undefined ? before.description : input.description === null ? null : readableText(input.description),
  visibility: input.visibility ?? before.visibility,
  avatarUrl: input.avatarUrl === undefined ? before.avatarUrl : input.avatarUrl === null ? null : readableLine(input.avatarUrl),
  maxMembers: input.maxMembers === undefined ? before.maxMembers : input.maxMembers,
  isEncryptionRequired: input.isEncryptionRequired ?? before.isEncryptionRequired,
  isAutoSummaryEnabled: input.isAutoSummaryEnabled ?? before.isAutoSummaryEnabled,
  summaryThreshold: input.summaryThreshold ?? before.summaryThreshold,
});

export const isChange = (before: RoomSettings, after: RoomSettings): boolean =>
  (Object.keys(after) as (keyof RoomSettings)[]).some((key) => before[key] !== after[key]);
