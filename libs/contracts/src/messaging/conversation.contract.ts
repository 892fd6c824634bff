import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent } from '../event.js';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { PlainName } from '../names.js';
import { OriginInput } from '../origin.js';
import { definePluralRpc, defineRpc } from '../rpc.js';
import { UserRef } from '../user/user-ref.js';
import type { UserCard } from '../user/profile.contract.js';
import { ConversationRef, type ConversationCard, type MemberRole } from './conversation-card.contract.js';
import type { Message } from './message.contract.js';

export interface Member {
  readonly user: UserCard;
  readonly role: MemberRole;
  /** ISO 8601 UTC. */
  readonly joinedAt: string;
  readonly lastReadAt: string | null;
}

export interface Conversation extends ConversationCard {
  readonly description: string | null;
  readonly visibility: 'public' | 'private';
  readonly ownerId: UserId | null;
  readonly avatarUrl: string | null;
  /** Null: no limit. */
  readonly maxMembers: number | null;
  readonly isEncryptionRequired: boolean;
  readonly isAutoSummaryEnabled: boolean;
  readonly summaryThreshold: number;
  readonly memberCount: number;
  readonly lastActivityAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A conversation in one member's list. */
export interface ConversationEntry {
  readonly conversation: Conversation;
  readonly role: MemberRole;
  readonly joinedAt: string;
  /** C88: newer than my cursor, not mine, not system, not deleted, not hidden. */
  readonly unreadCount: number;
  /** Thread replies among them: ConnectBest counts those in the thread only (C88). */
  readonly unreadReplyCount: number;
  readonly lastMessage: Message | null;
  readonly isPinned: boolean;
  readonly isMuted: boolean;
  /** At most 50, longest-serving first; both members of a direct conversation. Empty where none were asked for. */
  readonly members: readonly Member[];
}

export class OpenDirectInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @ValidateNested() @Type(() => UserRef) other!: UserRef;
}

/** The one direct conversation of a pair, made if there is none. A unique key decides the race. */
export const openDirect = defineRpc<OpenDirectInput, ConversationEntry>('messaging.conversation.open-direct', {
  input: OpenDirectInput,
  errors: ['USER_NOT_FOUND', 'SELF_TARGETED', 'BLOCKED'],
  idempotent: true,
});

export class CreateRoomInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @PlainName() @Length(1, 100) title!: string;
  /** Given by ConnectBest alone, where a taken slug is an error; else derived from the title with a suffix (C39). */
  @IsOptional() @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/) @MaxLength(80) slug!: string | null;
  @IsOptional() @IsString() @MaxLength(500) description!: string | null;
  @IsIn(['public', 'private']) visibility!: 'public' | 'private';
  @IsOptional() @IsString() @MaxLength(2_048) avatarUrl!: string | null;
  @IsOptional() @IsInt() @Min(2) @Max(10_000) maxMembers!: number | null;
  @IsBoolean() isAutoSummaryEnabled!: boolean;
  @IsInt() @Min(5) @Max(1_000) summaryThreshold!: number;
  /** Beside the creator, who is always the owner. */
  @IsArray() @ArrayMaxSize(10_000) @IsId({ each: true }) memberIds!: readonly UserId[];
}

/** The first system message of every room (CB-3.2). */
export const createdNotice = 'Channel created';

/** Makes a room with its first members and the system message `createdNotice`. */
export const createRoom = defineRpc<CreateRoomInput, ConversationEntry>('messaging.conversation.create-room', {
  input: CreateRoomInput,
  errors: ['SLUG_TAKEN', 'MEMBER_UNKNOWN', 'ROOM_FULL'],
});

export class GetConversationInput {
  @IsId() viewerId!: UserId;
  @ValidateNested() @Type(() => ConversationRef) conversation!: ConversationRef;
}

export interface ConversationDetails {
  readonly conversation: Conversation;
  /** Everybody, longest-serving first. */
  readonly members: readonly Member[];
  /** Null when the viewer is not a member (a public room). */
  readonly viewerRole: MemberRole | null;
}

export const getConversation = defineRpc<GetConversationInput, ConversationDetails>('messaging.conversation.get', {
  input: GetConversationInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'USER_NOT_FOUND', 'SELF_TARGETED'],
  idempotent: true,
});

export class GetMemberInput {
  @IsId() viewerId!: UserId;
  @IsId() conversationId!: ConversationId;
}

/** Who somebody is in a conversation. */
export interface MemberCard {
  readonly user: UserCard;
  readonly role: MemberRole;
}

/** The viewer as a member; its cost does not grow with the conversation. */
export const getMember = defineRpc<GetMemberInput, MemberCard>('messaging.conversation.member', {
  input: GetMemberInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER'],
  idempotent: true,
});

export class ListConversationsInput {
  @IsId() viewerId!: UserId;
  @IsOptional() @IsIn(['direct', 'room']) kind!: 'direct' | 'room' | null;
  @IsOptional() @IsIn(['public', 'private']) visibility!: 'public' | 'private' | null;
  /** Case-insensitive part of the title; of the other person's name for a direct conversation (A-RC-19). */
  @IsOptional() @IsString() @MaxLength(100) titlePart!: string | null;
  @IsInt() @Min(1) @Max(1_000) limit!: number;
  @IsInt() @Min(0) offset!: number;
  /** Those the viewer has pinned come first (A-V1-13). */
  @IsOptional() @IsBoolean() isPinnedFirst?: boolean;
  /** False for who shows none: they are most of a list's bytes. Absent: true. */
  @IsOptional() @IsBoolean() withMembers?: boolean;
}

export interface ConversationPage {
  readonly entries: readonly ConversationEntry[];
  readonly total: number;
}

/** The viewer's conversations, latest activity first; a constant number of queries whatever the page. */
export const listConversations = defineRpc<ListConversationsInput, ConversationPage>('messaging.conversation.list', {
  input: ListConversationsInput,
  errors: [],
  idempotent: true,
});

export class ListRoomIdsInput {
  @IsId() userId!: UserId;
}

/** Ids of the rooms (not direct conversations) a user is in: what a new socket joins. Plural: sockets come back all at once. */
export const listRoomIds = definePluralRpc<ListRoomIdsInput, readonly ConversationId[]>('messaging.conversation.list-room-ids', {
  input: ListRoomIdsInput,
  errors: [],
  idempotent: true,
});

/** Published once per conversation made. `memberIds` includes the maker. */
export const conversationCreated = defineEvent<{
  readonly conversation: ConversationCard;
  readonly memberIds: readonly UserId[];
}>('messaging.conversation.created.v1');

/** A change of membership, a row of the change log: `seq` is its place. */
export const membersAdded = defineEvent<{
  readonly conversation: ConversationCard;
  readonly members: readonly Member[];
  readonly seq: number;
}>('messaging.members.added.v1');

export const memberRemoved = defineEvent<{
  readonly conversation: ConversationCard;
  readonly user: UserCard;
  readonly seq: number;
}>('messaging.member.removed.v1');
