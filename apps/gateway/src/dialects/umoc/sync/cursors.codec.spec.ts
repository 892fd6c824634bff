import { describe, expect, it } from '@jest/globals';
import { decodeChatCursors } from './cursors.codec.js';

describe('cursors of chats', () => {
  it('tell the two number spaces apart', () => {
    expect(decodeChatCursors({ 'user:12': 3, 'group:12': 4 })).toEqual({
      cursors: {},
      named: [
        { conversation: { directWith: { num: 12 } }, seq: 3 },
        { conversation: { num: 12 }, seq: 4 },
      ],
    });
  });

  it.each(['12', 'user:0', 'user:-1', 'room:1', 'user:1e3', 'group:1234567890123456', '__proto__'])('refuse %s', (name) => {
    expect(() => decodeChatCursors(JSON.parse(`{"${name}":1}`))).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});
