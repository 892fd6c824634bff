import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, Length, Max, Min, ValidateNested } from 'class-validator';
import { IsId, type ConversationId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';

/** Members one call may bring keys for; a larger room takes several calls of one version. */
export const maxWrappedKeys = 1_000;

/** A conversation's key, encrypted for one member by another: opaque to every service. */
export class WrappedKeyInput {
  @IsId() userId!: UserId;
  @Length(1, 4_096) wrappedKey!: string;
}

export class StoreRoomKeysInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @IsId() conversationId!: ConversationId;
  /** The newest version, to bring it to more members, or the one after it. */
  @IsInt() @Min(1) @Max(2_147_483_647) keyVersion!: number;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(maxWrappedKeys)
  @ArrayUnique((key: WrappedKeyInput) => key.userId)
  @ValidateNested({ each: true })
  @Type(() => WrappedKeyInput)
  keys!: readonly WrappedKeyInput[];
}

/**
 * Keeps wrapped keys for members. Who makes a version first decides its key: a member's wrapped key is replaced by nobody but
 * himself. All or none; a repeat changes nothing.
 */
export const storeRoomKeys = defineRpc<StoreRoomKeysInput, null>('messaging.room-key.store', {
  input: StoreRoomKeysInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER', 'MEMBER_UNKNOWN', 'KEY_VERSION_TAKEN'],
  idempotent: true,
});

export interface RoomKey {
  readonly keyVersion: number;
  readonly wrappedKey: string;
  readonly wrappedBy: UserId;
  /** ISO 8601 UTC. */
  readonly storedAt: string;
}

export interface RoomKeys {
  /** The viewer's own, oldest version first. */
  readonly keys: readonly RoomKey[];
  /** Null while there is none. */
  readonly currentVersion: number | null;
  /** Somebody who is no member any more has the current key. */
  readonly isRotationNeeded: boolean;
  /** Members who lack the current key, at most 1,000. */
  readonly missingIds: readonly UserId[];
}

export class ListRoomKeysInput {
  @IsId() viewerId!: UserId;
  @IsId() conversationId!: ConversationId;
}

export const listRoomKeys = defineRpc<ListRoomKeysInput, RoomKeys>('messaging.room-key.list', {
  input: ListRoomKeysInput,
  errors: ['CONVERSATION_NOT_FOUND', 'NOT_A_MEMBER'],
  idempotent: true,
});
