import { partsOf, type Somebody } from './actors.harness.js';
import { act } from './acts.harness.js';
import type { Row, Scene } from './row.harness.js';
import { hexOf, uuidOf } from './scene.harness.js';

/** One event that clients send; `taken` is no error, else it is what the error says. */
export interface EventRow {
  /** Of `doors`. */
  readonly door: string;
  readonly data: (scene: Scene, sender: Somebody) => object;
  readonly own: string;
  /** As `own` when absent; an admin of the application is a stranger to other people's conversations (C22). */
  readonly other?: string;
  readonly given?: Row['given'];
}

const content = { encrypted_data: Buffer.from('text').toString('base64'), iv: '', key_version: 0 };

/** On an event about the scene's chatroom, to those who are not in it (C75). */
const chatroom = (more: (scene: Scene) => object): EventRow => ({
  ...{ door: '/ws (WebSocket)', own: 'taken', other: 'CHATROOM_ACCESS_DENIED' },
  data: (scene) => ({ chatroom_id: uuidOf(scene.conversationId), ...more(scene) }),
});

const inChannel: EventRow = {
  ...{ door: '/ws/typing (WebSocket)', own: 'taken', other: 'NOT_A_MEMBER' },
  data: ({ conversationId }) => ({ channelId: uuidOf(conversationId) }),
};

const v1 = (data: EventRow['data']): EventRow => ({ door: '/v1 (WebSocket)', own: 'taken', data });
const reals2chat = (more: object): EventRow => ({
  ...{ door: '/ (Socket.IO)', own: 'taken' },
  data: ({ actors }) => ({ recipientId: hexOf(actors.ben.id), ...more }),
});

/** Every event carries the sender's sessionID (A-UM-06). */
const umoc = (own: string, other: string, data: (scene: Scene) => object): EventRow => ({
  ...{ door: '/ with sessionID (Socket.IO)', own, other },
  data: (scene, { token }) => ({ sessionID: partsOf(token).claims.sid, ...data(scene) }),
});

const group = ({ conversationId }: Scene) => ({ chat_id: uuidOf(conversationId), is_group: true });
const toGroup = ({ conversationId }: Scene) => ({ recipient_id: uuidOf(conversationId), is_group: true });
const ben = ({ actors }: Scene) => ({ contact_id: uuidOf(actors.ben.id) });
const askedByBen: Row['given'] = ({ actors }) => act(actors.ben, 'POST', '/v1/users/me/contacts', { user_id: actors.ann.id });

/** By the id of the event in its specification; a `+` marks those that we have added (A-UM-27, A-UM-28, V1's README). */
export const eventRows: Readonly<Record<string, EventRow>> = {
  'CB-6.2-c2s-typing:start': inChannel,
  'CB-6.2-c2s-typing:stop': inChannel,
  'CB-6.3-c2s-presence:update': { door: '/ws/presence (WebSocket)', own: 'taken', data: () => ({ status: 'online' }) },

  'RC-ws.c2s.join_chatroom': chatroom(() => ({})),
  // Leaving what one has not joined changes nothing (A-RC-24).
  'RC-ws.c2s.leave_chatroom': { ...chatroom(() => ({})), other: 'taken' },
  'RC-ws.c2s.send_message': chatroom(() => ({ content, message_type: 'text', reply_to: null })),
  'RC-ws.c2s.typing_start': chatroom(() => ({})),
  'RC-ws.c2s.typing_stop': chatroom(() => ({})),
  'RC-ws.c2s.message_read': chatroom(({ messageId }) => ({ message_id: uuidOf(messageId) })),

  'R2-4.2-c2s-sendMessage': reals2chat({ text: 't' }),
  'R2-4.2-c2s-typing': reals2chat({}),
  'R2-4.2-c2s-stopTyping': reals2chat({}),

  'UM-c2s-verify_session': umoc('taken', 'taken', () => ({})),
  'UM-c2s-ping': umoc('taken', 'taken', () => ({ timestamp: Date.now() })),
  'UM-c2s-get_chats': umoc('taken', 'taken', () => ({})),
  'UM-c2s-get_chat_info': umoc('taken', 'Chat not found', group),
  'UM-c2s-get_chat_history': umoc('taken', 'Chat not found', group),
  'UM-c2s-send_message': umoc('taken', 'Chat not found', (scene) => ({ ...toGroup(scene), content: 'c' })),
  'UM-c2s-delete_message': umoc('taken', 'Chat not found', ({ messageId }) => ({ message_id: uuidOf(messageId) })),
  // What was not addressed to the sender is ignored (A-UM-19).
  'UM-c2s-read_receipt': umoc('taken', 'taken', ({ messageId, actors }) => ({
    ...{ message_ids: [uuidOf(messageId)], sender_id: uuidOf(actors.ann.id) },
  })),
  'UM-c2s-typing': umoc('taken', 'Chat not found', (scene) => ({ ...toGroup(scene), is_typing: true })),
  'UM-c2s-upload_file_prepare': umoc('taken', 'Chat not found', (scene) => ({
    ...{ ...toGroup(scene), file_name: 'note.txt', file_type: 'text/plain', file_size: 5 },
  })),
  // Nobody has prepared it.
  'UM-c2s-upload_file_complete': umoc('File not found', 'Chat not found', (scene) => ({
    ...{ ...toGroup(scene), file_id: uuidOf(scene.messageId), file_name: 'note.txt', file_type: 'text/plain' },
  })),
  'UM-c2s-get_contacts': umoc('taken', 'taken', () => ({})),
  'UM-c2s-accept_contact': { ...umoc('taken', 'Contact not found', ben), given: askedByBen },
  'UM-c2s-add_contact': umoc('taken', 'taken', ({ actors }) => ({ contact_username: actors.ben.username })),
  'UM-c2s-reject_contact': umoc('Contact not found', 'Contact not found', ben),
  'UM-c2s-block_contact': umoc('taken', 'taken', ({ actors }) => ({ contact_id: uuidOf(actors.waiting.id) })),

  'UM+c2s-unblock_contact': umoc('taken', 'taken', ({ actors }) => ({ contact_id: uuidOf(actors.waiting.id) })),
  'UM+c2s-set_status_visibility': umoc('taken', 'taken', () => ({ visibility: 'everyone' })),
  'UM+c2s-create_group': umoc('taken', 'taken', ({ actors }) => ({ name: 'g', member_ids: [uuidOf(actors.ben.id)] })),

  'V1-8.1-c2s-auth': v1((_, { token }) => ({ token })),
  'V1-8.2-c2s-presence_update': v1(() => ({ status: 'online' })),
  'V1-8.2-c2s-typing': {
    ...v1(({ conversationId }) => ({ conversation_id: `conv_${conversationId}`, is_typing: true })),
    other: 'AUTHORIZATION_FAILED',
  },
  'V1-8.2-c2s-subscribe_presence': v1(({ actors }) => ({ user_ids: [actors.ben.id] })),
  'V1+c2s-unsubscribe_presence': v1(({ actors }) => ({ user_ids: [actors.ben.id] })),
};
