import { messaging, type ConversationId, type UserId } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import type { PublicKeyOf } from '../../../views/public-key.view.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime } from '../chatrooms-time.js';
import { chatroomRoom } from '../rooms/members.presenter.js';

export const presentPublicKey = ({ userId, publicKey }: PublicKeyOf) => ({ user_id: chatroomsIds.encode(userId), public_key: publicKey });

/** `GET /chatrooms/{id}/keys`: one's own keys of all versions, and what is to be done about the others'. */
export const presentKeys = ({ keys, currentVersion, isRotationNeeded, missingIds }: messaging.RoomKeys) => ({
  keys: keys.map(({ keyVersion, wrappedKey, wrappedBy, storedAt }) => ({
    key_version: keyVersion,
    wrapped_key: wrappedKey,
    wrapped_by: chatroomsIds.encode(wrappedBy),
    created_at: presentTime(storedAt),
  })),
  current_version: currentVersion,
  rotation_needed: isRotationNeeded,
  missing_user_ids: missingIds.map(chatroomsIds.encode),
});

const rotationNeeded = (id: ConversationId, reason: 'member_joined' | 'member_left', userIds: readonly UserId[]): Emission => ({
  kind: 'emit',
  rooms: [chatroomRoom(id)],
  event: 'key_rotation_needed',
  data: { chatroom_id: chatroomsIds.encode(id), reason, user_ids: userIds.map(chatroomsIds.encode) },
});

/** `key_rotation_needed` (A-RC-06): who comes needs the key, who goes should not read on. To the sockets that joined the chatroom. */
export const keyRotationPresenters = [
  presentEvent(messaging.membersAdded, ({ conversation, members }) => [
    rotationNeeded(
      conversation.id,
      'member_joined',
      members.map(({ user }) => user.id),
    ),
  ]),
  presentEvent(messaging.memberRemoved, ({ conversation, user }) => [rotationNeeded(conversation.id, 'member_left', [user.id])]),
];
