import { describe, expect, it } from '@jest/globals';
import { hexOf, newId, parseId } from '@parley/contracts';
import { connectionIdOf, v1Ids } from './v1.ids.js';

describe('v1Ids', () => {
  it.each([
    ['user', 'usr_'],
    ['conversation', 'conv_'],
    ['message', 'msg_'],
    ['file', 'file_'],
  ] as const)('shows a %s as %s and 24 hex digits, and reads it back', (kind, prefix) => {
    const codec = v1Ids[kind] as (typeof v1Ids)['user'];
    const id = newId<'user'>();
    expect(codec.encode(id)).toBe(prefix + hexOf(id));
    expect(codec.decode(prefix + hexOf(id))).toBe(id);
  });

  it('reads the renderings of other dialects', () => {
    const id = newId<'user'>();
    expect(v1Ids.user.decode(id.toUpperCase())).toBe(id);
    expect(v1Ids.user.decode(hexOf(id))).toBe(id);
  });

  it.each(['', 'usr_1234567890', 'me', '42', `usr_${'g'.repeat(24)}`, '../users'])('finds nothing under %j', (text) => {
    expect(() => v1Ids.conversation.decode(text)).toThrow(expect.objectContaining({ code: 'CONVERSATION_NOT_FOUND' }));
  });

  it('names connections', () => {
    const id = newId();
    expect(parseId(connectionIdOf(id))).toBe(id);
    expect(connectionIdOf(id)).toMatch(/^conn_[0-9a-f]{24}$/);
  });
});
