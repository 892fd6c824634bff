import type { notification } from '@parley/contracts';
import { IsBoolean } from 'class-validator';
import { QueryBoolean } from '../../boolean.codec.js';
import { PageDto } from '../v1.page.js';

/** V1-7.1 (A-V1-32). */
export class ListNotificationsQuery extends PageDto {
  @QueryBoolean() @IsBoolean() unread_only = false;
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
