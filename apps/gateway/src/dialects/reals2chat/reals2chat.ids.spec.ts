import { describe, expect, it } from '@jest/globals';
import { newId, type UserId } from '@parley/contracts';
import { decodeId, encodeId } from './reals2chat.ids.js';

const id = newId<'user'>();

describe('reals2chat ids', () => {
  it('R2-2.1 shows 24 lower-case hex digits and reads them back', () => {
    expect(encodeId(id)).toMatch(/^[0-9a-f]{24}$/);
    expect(decodeId<'user'>(encodeId(id), 'recipientId')).toBe(id);
  });

  it.each([(one: UserId) => one, (one: UserId) => `usr_${encodeId(one)}`, (one: UserId) => encodeId(one).toUpperCase()])(
    'reads every other rendering (P4)',
    (render) => {
      expect(decodeId(render(id), 'recipientId')).toBe(id);
    },
  );

  it.each(['', '42', 'nobody', `${encodeId(id)}0`])('A-R2-03: %j is a bad parameter', (text) => {
    expect(() => decodeId(text, 'otherUserId')).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', details: { otherUserId: 'otherUserId must be an ObjectId' } }),
    );
  });
});
