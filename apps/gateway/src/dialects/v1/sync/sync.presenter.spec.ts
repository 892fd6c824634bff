import { describe, expect, it } from '@jest/globals';
import { hexOf, messaging, newId, type ConversationId, type user } from '@parley/contracts';
import { presentSync } from './sync.presenter.js';

const id: ConversationId = newId();
const conv = `conv_${hexOf(id)}`;
const jane: user.UserCard = { id: newId<'user'>(), num: 1, username: 'jane', displayName: 'Jane Doe', avatarUrl: null };
const participant = { user_id: `usr_${hexOf(jane.id)}`, username: 'jane', full_name: 'Jane Doe' };
const message: messaging.Message = {
  id: newId<'message'>(),
  conversationId: id,
  sender: jane,
  seq: 2,
  type: 'text',
  body: { kind: 'plain', text: 'hi' },
  attachments: [],
  metadata: {},
  reactions: [],
  replyToId: null,
  threadRootId: null,
  threadCount: 0,
  isPinned: false,
  linkPreview: null,
  voice: null,
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  sentAt: '2025-01-15T10:30:00Z',
  editedAt: '2025-01-15T10:31:00Z',
  deletedAt: null,
};
const changeOf = (seq: number, type: string, payload: unknown): messaging.Change => ({ conversationId: id, seq, type, payload });

describe('presentSync', () => {
  it('shows each change in this dialect, in the order of the log', () => {
    const changes = [
      changeOf(1, messaging.membersAdded.subject, { members: [{ user: jane }], seq: 1 }),
      changeOf(2, messaging.messageSent.subject, { message, clientKey: null }),
      changeOf(3, messaging.memberRemoved.subject, { user: jane, seq: 3 }),
      changeOf(4, 'messaging.something.new.v1', { secret: id }),
    ];
    expect(
      presentSync({ changes, heads: { [id]: 9 }, next: { [id]: 4 }, reset: [id], names: { [id]: { id, kind: 'room', num: 7, peerNum: null } } }),
    ).toEqual({
      changes: [
        { conversation_id: conv, seq: 1, type: 'participants_added', payload: { participants: [participant] } },
        {
          conversation_id: conv,
          seq: 2,
          type: 'message_received',
          payload: { message: expect.objectContaining({ message_id: `msg_${hexOf(message.id)}`, is_edited: true }) },
        },
        { conversation_id: conv, seq: 3, type: 'participant_removed', payload: { participant } },
        { conversation_id: conv, seq: 4, type: 'changed', payload: null },
      ],
      heads: { [conv]: 9 },
      next: { [conv]: 4 },
      reset: [conv],
    });
  });

  it('says when nothing is waiting', () => {
    expect(presentSync({ changes: [], heads: {}, next: null, reset: [], names: {} })).toEqual({ changes: [], heads: {}, next: null, reset: [] });
  });
});
