import { describe, expect, it } from '@jest/globals';
import { hexOf, newId } from '@parley/contracts';
import type { Viewer } from '../../../session/viewer.js';
import { checkInput } from '../../input.pipe.js';
import { HistoryQueryDto, SendMessageDto, toListMessages, toSendMessage } from './messages.dto.js';

const viewer: Viewer = { userId: newId(), sessionId: newId(), dialect: 'connectbest', role: 'user', email: null, mfa: 'none', expiresAt: 0 };
const otherId = newId<'user'>();
const page = (query: object) => toListMessages(viewer, hexOf(otherId), checkInput(HistoryQueryDto, query));

describe('toListMessages', () => {
  it('A-R2-03: the newest 500 unless told, never more', () => {
    expect(page({})).toMatchObject({ viewerId: viewer.userId, conversation: { directWith: { id: otherId } }, limit: 500, beforeId: null });
    expect(page({ limit: '20' }).limit).toBe(20);
    expect(page({ limit: '501' }).limit).toBe(500);
  });

  it('C54, C51: omits deleted messages, keeps thread replies', () => {
    expect(page({})).toMatchObject({ withDeleted: false, withThreadReplies: true });
  });

  it('reads before as an id', () => {
    const beforeId = newId<'message'>();
    expect(page({ before: hexOf(beforeId) }).beforeId).toBe(beforeId);
  });

  it.each([{ limit: '0' }, { limit: '-1' }, { limit: 'x' }, { limit: '1.5' }, { limit: '' }])('refuses %j (A-00-04)', (query) => {
    expect(() => page(query)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});

describe('toSendMessage', () => {
  const send = (body: object) => toSendMessage(viewer, checkInput(SendMessageDto, { recipientId: hexOf(otherId), ...body }), 'k');

  it('acts in this dialect, whatever dialect the token is of (P2)', () => {
    expect(send({ text: 'hi' })).toMatchObject({
      origin: { userId: viewer.userId, sessionId: viewer.sessionId, dialect: 'reals2chat' },
      conversation: { directWith: { id: otherId } },
      type: 'text',
      body: { kind: 'plain', text: 'hi' },
      attachments: [],
      clientKey: 'k',
    });
  });

  it('C49: the type is the attachment’s', () => {
    expect(send({ text: null, attachment: { type: 'video', url: '/cdn/a' } })).toMatchObject({
      type: 'video',
      body: { kind: 'plain', text: '' },
      attachments: [{ fileId: null, url: '/cdn/a', kind: 'video' }],
    });
  });
});
