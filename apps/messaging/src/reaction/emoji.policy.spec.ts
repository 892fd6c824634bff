import { describe, expect, it } from '@jest/globals';
import { requireEmoji } from './emoji.policy.js';

describe('requireEmoji', () => {
  it.each(['👍', '👍🏽', '❤️', '👨‍👩‍👧‍👦', '🇻🇳', '1️⃣', '🏴󠁧󠁢󠁷󠁬󠁳󠁿'])('takes %s', (emoji) => {
    expect(requireEmoji(emoji)).toBe(emoji);
  });

  it('qualifies a heart without its variation selector', () => {
    expect(requireEmoji('\u2764')).toBe('\u2764\ufe0f');
  });

  it.each(['', 'a', '1', ':thumbsup:', '👍👍', '👍 ', '\ufe0f', '🏽a'])('refuses %j', (text) => {
    expect(() => requireEmoji(text)).toThrow(expect.objectContaining({ code: 'EMOJI_INVALID' }));
  });
});
