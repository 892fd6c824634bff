import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, MaxLength, Min, ValidateNested } from 'class-validator';
import { defineSignal } from '../event.js';
import { IsId, type ConversationId, type Id, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { UserCard } from './profile.contract.js';
import { maxUserIds } from './user-ref.js';

export const presenceStatuses = ['online', 'away', 'busy', 'inmeeting', 'offline'] as const;
export type PresenceStatus = (typeof presenceStatuses)[number];

/** How somebody looks to the viewer. Hidden from the viewer (C33): offline, and `lastSeenAt` null. */
export interface Presence {
  readonly userId: UserId;
  readonly status: PresenceStatus;
  readonly statusMessage: string | null;
  /** ISO 8601 UTC: the last frame or request of any of their clients, else when the account was made. */
  readonly lastSeenAt: string | null;
}

export class GetPresencesInput {
  @IsId() viewerId!: UserId;
  @IsArray() @ArrayMaxSize(maxUserIds) @IsId({ each: true }) userIds!: readonly UserId[];
}

/** Unknown users are absent; the order is not promised. Without Redis everybody is offline. */
export const getPresences = defineRpc<GetPresencesInput, readonly Presence[]>('user.presence.get-many', {
  input: GetPresencesInput,
  errors: [],
  idempotent: true,
});

export class SetPresenceInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  /** `online` lets it follow the user's sockets and activity again; `offline` makes invisible (C32, C34). */
  @IsIn(presenceStatuses) status!: PresenceStatus;
  /** Absent: stays as it is; null clears. */
  @IsOptional() @MaxLength(100) statusMessage?: string | null;
}

export const setPresence = defineRpc<SetPresenceInput, null>('user.presence.set', {
  input: SetPresenceInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

export class UserPresenceInput {
  @IsId() userId!: UserId;
}

/** A log-in that says "here I am": without a socket online, away after 5 min, offline after 30 min; drops an explicit state (C34). */
export const arrive = defineRpc<UserPresenceInput, null>('user.presence.arrive', { input: UserPresenceInput, errors: [], idempotent: true });

/** Before whom somebody is there (C31 … C33). */
export interface Watchers {
  /** Nobody but these; null: everybody. */
  readonly onlyIds: readonly UserId[] | null;
  /** And none of these, between whom and the user a block stands. */
  readonly exceptIds: readonly UserId[];
}

/** Who may hear of what tells by itself that somebody is there. Of who is unknown, gone or invisible: nobody. */
export const listWatchers = defineRpc<UserPresenceInput, Watchers>('user.presence.list-watchers', {
  input: UserPresenceInput,
  errors: [],
  idempotent: true,
});

/** The log-out of such a log-in: gone at once, until a client that is still there stirs (C21). */
export const depart = defineRpc<UserPresenceInput, null>('user.presence.depart', { input: UserPresenceInput, errors: [], idempotent: true });

export class ConnectionChange {
  @IsId() userId!: UserId;
  /** Whether the user has a socket on that gateway now. */
  @IsBoolean() isConnected!: boolean;
}

export class ReportConnectionsInput {
  /** Of one life of one gateway process. */
  @IsId() gatewayId!: Id<'gateway'>;
  @IsArray() @ArrayMaxSize(1_000) @ValidateNested({ each: true }) @Type(() => ConnectionChange) changes!: readonly ConnectionChange[];
  /** Who has sent a frame or a request since the last report. */
  @IsArray() @ArrayMaxSize(1_000) @IsId({ each: true }) activeIds!: readonly UserId[];
  /** How long ago each of them was, in their order, ms; absent: now. What was heard before a log-out and told after it is no return (C21). */
  @IsOptional() @IsArray() @ArrayMaxSize(1_000) @IsInt({ each: true }) @Min(0, { each: true }) activeMsAgo?: readonly number[];
}

/** A gateway's lease, every few seconds, with what has changed. A gateway that is silent for 12 s has lost all its sockets;
 *  `isKnown` false: its lease had ended, and it tells everybody who is connected again. */
export const reportConnections = defineRpc<ReportConnectionsInput, { readonly isKnown: boolean }>('user.presence.report', {
  input: ReportConnectionsInput,
  errors: [],
  idempotent: true,
});

/** One change, with everybody who may hear of it: each dialect picks its own listeners (C33). */
export interface PresenceChange {
  readonly user: UserCard;
  readonly from: PresenceStatus;
  readonly to: PresenceStatus;
  readonly statusMessage: string | null;
  readonly lastSeenAt: string;
  readonly visibility: 'everyone' | 'contacts' | 'nobody';
  /** Accepted contacts between whom and the user no block stands. */
  readonly contactIds: readonly UserId[];
  /** Between whom and the user a block stands. */
  readonly blockIds: readonly UserId[];
  /** Nobody but these may hear of it, of whom the rest lets hear; null: all. */
  readonly onlyIds: readonly UserId[] | null;
  /** Rooms whose members may hear of it, and people beside them who share a conversation; empty unless they came or went. */
  readonly roomIds: readonly ConversationId[];
  readonly peerIds: readonly UserId[];
}

/** What changed at about the same moment; at most one change a user a second. */
export const presenceChanged = defineSignal<readonly PresenceChange[]>('user.presence.changed');
