import type { notification } from '@parley/contracts';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { PageDto } from '../v1.page.js';

/** V1-7.1 (A-V1-32). */
export class ListNotificationsQuery extends PageDto {
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown))) @IsBoolean() unread_only = false;
}

/** The kinds this dialect has a word for (C71); its counts follow them. */
export const shownKinds = [
  'message',
  'thread_reply',
  'mention',
  'channel_added',
  'call_missed',
  'contact_request',
] as const satisfies readonly notification.NotificationKind[];
