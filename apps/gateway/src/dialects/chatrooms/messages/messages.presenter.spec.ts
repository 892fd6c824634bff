import { describe, expect, it } from '@jest/globals';
import { messaging, newId, type EventEnvelope, type user } from '@parley/contracts';
import { placeOf } from '../../../realtime/present-event.js';
import { presentMemberRemoved, presentMembersAdded } from '../rooms/members.presenter.js';
import { presentHistory, presentMessage, presentMessageSent } from './messages.presenter.js';

const ada: user.UserCard = { id: newId(), num: 1, username: 'ada', displayName: 'Ada', avatarUrl: 'https://cdn.example/a.png' };
const at = '2025-01-15T10:30:00.000Z';
const message: messaging.Message = {
  ...{ id: newId(), conversationId: newId(), sender: ada, seq: 9, type: 'video', body: { kind: 'plain', text: 'hi' } },
  attachments: [
    {
      ...{ fileId: newId(), url: 'https://x/f', name: 'f.mp4', sizeBytes: 7, mime: 'video/mp4', kind: 'video' },
      ...{ thumbnailUrl: null, durationSeconds: 3 },
    },
  ],
  reactions: [{ user: ada, emoji: '👍', createdAt: at }],
  ...{ metadata: { secret: 1 }, replyToId: newId(), threadRootId: newId(), threadCount: 2, isPinned: true, linkPreview: null, voice: null },
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  ...{ sentAt: at, editedAt: null, deletedAt: null },
};
const conversation = { id: message.conversationId, num: 1, kind: 'room', title: 'T', slug: 't', pair: null } as const;
const envelope = (subject: string, payload: unknown): EventEnvelope<unknown> => ({ id: newId(), subject, occurredAt: at, origin: null, payload });

describe('presentMessage', () => {
  it('is the object of the specification and nothing more', () => {
    expect(presentMessage(message)).toEqual({
      ...{ id: message.id, chatroom_id: message.conversationId, user_id: ada.id, username: 'ada', display_name: 'Ada' },
      ...{ avatar_url: 'https://cdn.example/a.png', content: { encrypted_data: 'aGk=', iv: '', key_version: 0 }, message_type: 'file' },
      ...{ reply_to: message.replyToId, edited_at: null, created_at: at },
      attachments: [{ filename: 'f.mp4', file_type: 'video/mp4', file_size: 7, encrypted_url: 'https://x/f', thumbnail_url: null }],
      reactions: [{ user_id: ada.id, username: 'ada', emoji: '👍', created_at: at }],
    });
  });

  it('pages with has_more', () => {
    const shown = presentHistory({ conversation, messages: [message], hasMore: true, total: 5 }, { page: 2, limit: 1 });
    expect(shown.pagination).toEqual({ page: 2, limit: 1, total: 5, has_more: true });
  });
});

describe('presentMessageSent', () => {
  const room = `chatrooms/conversation/${message.conversationId}`;
  const own = `chatrooms/conversation.${ada.id}/${message.conversationId}`;
  const { seq: _, ...shown } = { seq: 0, ...presentMessage(message) };

  it('reaches everybody who joined, with its seq', () => {
    expect(presentMessageSent.present(envelope(messaging.messageSent.subject, { message, conversation, clientKey: null }))).toEqual([
      { kind: 'emit', rooms: [room], event: 'message_received', data: { message: { ...shown, seq: 9 } }, receipt: placeOf(message) },
    ]);
  });

  it('tells the client id to the sender alone', () => {
    const emissions = presentMessageSent.present(envelope(messaging.messageSent.subject, { message, conversation, clientKey: 'c-1' }));
    expect(emissions).toEqual([
      {
        kind: 'emit',
        rooms: [room],
        exceptUser: ada.id,
        event: 'message_received',
        data: { message: { ...shown, seq: 9 } },
        receipt: placeOf(message),
      },
      { kind: 'emit', rooms: [own], event: 'message_received', data: { message: { ...shown, seq: 9 }, client_id: 'c-1' } },
    ]);
  });

  it('shows joining and leaving, and makes who left hear no more', () => {
    const members = [{ user: ada, role: 'admin', joinedAt: at, lastReadAt: null }];
    expect(presentMembersAdded.present(envelope(messaging.membersAdded.subject, { conversation, members, seq: 4 }))).toEqual([
      { kind: 'join', from: `chatrooms/user/${ada.id}`, room: `chatrooms/presence/${conversation.id}` },
      {
        ...{ kind: 'emit', rooms: [room], event: 'user_joined' },
        data: {
          chatroom_id: conversation.id,
          user: { id: ada.id, username: 'ada', display_name: 'Ada', avatar_url: ada.avatarUrl },
          role: 'moderator',
          seq: 4,
        },
      },
    ]);
    expect(presentMemberRemoved.present(envelope(messaging.memberRemoved.subject, { conversation, user: ada, seq: 5 }))).toEqual([
      { kind: 'emit', rooms: [room], event: 'user_left', data: { chatroom_id: conversation.id, user_id: ada.id, seq: 5 } },
      { kind: 'leave', from: `chatrooms/user/${ada.id}`, room: `chatrooms/presence/${conversation.id}` },
      { kind: 'leave', from: `chatrooms/user/${ada.id}`, room },
      { kind: 'leave', from: `chatrooms/user/${ada.id}`, room: own },
    ]);
  });
});
