import { messaging, notification, parseId } from '@parley/contracts';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';
import type { SettingsChanges } from '../../../views/notification-settings.view.js';
import { InputError } from '../../input-error.js';
import { checkInput } from '../../input.pipe.js';

class DoNotDisturbDto {
  @IsOptional() @IsBoolean() enabled?: boolean | null;
  @IsOptional() @Matches(notification.clockShape, { message: 'startTime must be HH:mm' }) startTime?: string | null;
  @IsOptional() @Matches(notification.clockShape, { message: 'endTime must be HH:mm' }) endTime?: string | null;
}

class ChannelDto {
  @IsOptional() @IsBoolean() enabled?: boolean | null;
  @IsOptional() @IsIn(messaging.mentionLevels) mentions?: messaging.MentionLevel | null;
}

/** CB-9.2. What is absent stays; channels are merged per id, and null takes one's settings back (A-CB-76). */
export class UpdateSettingsDto {
  @IsOptional() @IsBoolean() enabled?: boolean | null;
  @IsOptional() @IsBoolean() soundEnabled?: boolean | null;
  @IsOptional() @IsObject() channels?: Readonly<Record<string, unknown>> | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => DoNotDisturbDto) dnd?: DoNotDisturbDto | null;
}

const maxChannels = 1_000;

const wrong = (field: string, message: string): InputError => new InputError([{ field, kind: 'value', message }]);

const toLevelChange = ([key, value]: readonly [string, unknown]): messaging.NoticeLevelChange => {
  const conversationId = parseId<'conversation'>(key);
  if (conversationId === null) throw wrong(`channels.${key}`, 'channels must be named by their ids');
  if (value === null) return { conversationId, isReset: true };
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(`channels.${key}`, 'channels must be objects');
  const { enabled, mentions } = checkInput(ChannelDto, value);
  return { conversationId, isReset: false, isEnabled: enabled ?? undefined, mentions: mentions ?? undefined };
};

/** @throws {InputError} for channels that are none */
export const toSettingsChanges = ({ enabled, soundEnabled, channels, dnd }: UpdateSettingsDto): SettingsChanges => {
  const entries = Object.entries(channels ?? {});
  if (entries.length > maxChannels) throw wrong('channels', `channels must be at most ${maxChannels}`);
  return {
    preferences: { notifications: enabled ?? undefined, soundEnabled: soundEnabled ?? undefined },
    levels: entries.map(toLevelChange),
    quietHours: { isEnabled: dnd?.enabled ?? undefined, startTime: dnd?.startTime ?? undefined, endTime: dnd?.endTime ?? undefined },
  };
};
