import { describe, expect, it } from '@jest/globals';
import { type messaging, newId, type EventEnvelope } from '@parley/contracts';
import { placeOf } from '../../../realtime/present-event.js';
import { presentMessage, presentMessageSent } from './messages.presenter.js';

const person = (name: string) => ({ id: newId<'user'>(), num: 1, username: name, displayName: name.toUpperCase(), avatarUrl: null });
const [ann, ben] = [person('ann'), person('ben')];

const message: messaging.Message = {
  id: newId(),
  conversationId: newId(),
  sender: ann,
  seq: 7,
  type: 'text',
  body: { kind: 'plain', text: 'hello' },
  attachments: [],
  metadata: { hidden: true },
  reactions: [],
  replyToId: null,
  threadRootId: null,
  threadCount: 0,
  isPinned: false,
  linkPreview: null,
  voice: null,
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  sentAt: '2026-01-02T03:04:05.678Z',
  editedAt: null,
  deletedAt: null,
};

describe('presentMessage', () => {
  it('has the keys of 4.1 and no other', () => {
    expect(presentMessage(message)).toEqual({
      id: message.id,
      channelId: message.conversationId,
      content: 'hello',
      userId: ann.id,
      user: { id: ann.id, name: 'ANN', avatar: null },
      attachments: [],
      reactions: [],
      threadCount: 0,
      isPinned: false,
      isEdited: false,
      editedAt: null,
      linkPreview: null,
      scheduledFor: null,
      voiceNote: null,
      createdAt: '2026-01-02T03:04:05.678Z',
    });
  });

  it('shows of each user only the latest reaction (C52)', () => {
    const reactions = [
      { user: ben, emoji: '🎉', createdAt: '2026-01-02T04:00:00.000Z' },
      { user: ann, emoji: '👍', createdAt: '2026-01-02T05:00:00.000Z' },
      { user: ben, emoji: '😀', createdAt: '2026-01-02T03:00:00.000Z' },
    ];
    expect(presentMessage({ ...message, reactions }).reactions).toEqual([
      { emoji: '🎉', userId: ben.id, userName: 'BEN' },
      { emoji: '👍', userId: ann.id, userName: 'ANN' },
    ]);
  });

  it('shows edits, files, voice, replies and the acts of the system', () => {
    const fileId = newId<'file'>();
    const file = { name: 'a.png', sizeBytes: 3, mime: 'image/png', kind: 'image', thumbnailUrl: null, durationSeconds: null } as const;
    const rootId = newId<'message'>();
    const shown = presentMessage({
      ...message,
      type: 'system',
      attachments: [
        { ...file, fileId, url: 'http://x/1' },
        { ...file, fileId: null, url: 'http://y/2' },
      ],
      voice: { url: 'http://x/v', durationSeconds: 4 },
      linkPreview: { url: 'u', title: 't', description: 'd', image: 'i' },
      threadRootId: rootId,
      editedAt: '2026-01-02T03:04:06Z',
    });
    expect(shown).toMatchObject({
      attachments: [
        { id: fileId, name: 'a.png', url: 'http://x/1', size: 3, type: 'image/png' },
        { id: 'http://y/2', url: 'http://y/2' },
      ],
      voiceNote: { url: 'http://x/v', duration: 4 },
      linkPreview: { url: 'u', title: 't', description: 'd', image: 'i' },
      isEdited: true,
      editedAt: '2026-01-02T03:04:06.000Z',
      parentMessageId: rootId,
      type: 'system',
    });
  });

  it('blanks what was deleted', () => {
    expect(presentMessage({ ...message, deletedAt: message.sentAt }).content).toBe('');
  });
});

describe('message:new', () => {
  const card = { id: message.conversationId, num: 1, title: null, slug: null } as const;
  const emissions = (conversation: messaging.ConversationCard) =>
    presentMessageSent.present({ payload: { message, conversation, clientKey: null } } as EventEnvelope<unknown>);

  it('goes to the room of a room, with its seq, to the sender too', () => {
    expect(emissions({ ...card, kind: 'room', pair: null })).toEqual([
      {
        kind: 'emit',
        rooms: [`connectbest/messages.conversation/${card.id}`],
        event: 'message:new',
        data: { ...presentMessage(message), seq: 7 },
        receipt: placeOf(message),
      },
    ]);
  });

  it('goes to both people of a direct conversation', () => {
    expect(emissions({ ...card, kind: 'direct', pair: [ann, ben] })).toMatchObject([
      { rooms: [`connectbest/messages.user/${ann.id}`, `connectbest/messages.user/${ben.id}`] },
    ]);
  });
});
