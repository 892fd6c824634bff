import { describe, expect, it } from '@jest/globals';
import { hexOf, newId } from '@parley/contracts';
import { connectbestIds } from './connectbest.ids.js';

describe('connectbestIds', () => {
  it('renders UUIDs and takes every rendering back', () => {
    const id = newId<'user'>();
    const text = connectbestIds.user.encode(id);
    expect(text).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const rendering of [text, text.toUpperCase(), hexOf(id), `usr_${hexOf(id)}`]) expect(connectbestIds.user.decode(rendering)).toBe(id);
  });

  it.each([
    ['user', 'USER_NOT_FOUND'],
    ['member', 'MEMBER_UNKNOWN'],
    ['channel', 'CONVERSATION_NOT_FOUND'],
    ['message', 'MESSAGE_NOT_FOUND'],
    ['attachment', 'ATTACHMENT_INVALID'],
  ] as const)('a malformed %s id is %s', (kind, code) => {
    for (const text of ['', 'x', '1', "' OR 1=1", null, 7]) {
      expect(() => connectbestIds[kind].decode(text)).toThrow(expect.objectContaining({ code }));
    }
  });
});
