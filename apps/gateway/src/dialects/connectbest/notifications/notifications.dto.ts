import { notification, parseId, type NotificationId } from '@parley/contracts';
import { ArrayMaxSize, IsArray, IsBoolean, IsString } from 'class-validator';
import { QueryBoolean } from '../../boolean.codec.js';

/** CB-9.3; `?all=true` *(extension, A-CB-78)* shows what is read, too. */
export class ListNotificationsQuery {
  @QueryBoolean() @IsBoolean() all = false;
}

/** CB-9.4. */
export class ReadNotificationsDto {
  @IsArray() @ArrayMaxSize(1_000) @IsString({ each: true }) notificationIds!: readonly string[];
}

/** What is no id at all is as unknown as any other, and ignored (A-CB-79). */
export const toReadIds = ({ notificationIds }: ReadNotificationsDto): readonly NotificationId[] =>
  notificationIds.flatMap((text) => parseId<'notification'>(text) ?? []);

/** The kinds this dialect has a word for (C71); its counts follow them. */
export const shownKinds = [
  'message',
  'mention',
  'channel_added',
  'reaction',
  'thread_reply',
] as const satisfies readonly notification.NotificationKind[];

export const maxShown = 100;
