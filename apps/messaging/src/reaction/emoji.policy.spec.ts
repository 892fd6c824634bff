import { describe, expect, it } from '@jest/globals';
import { requireEmoji } from './emoji.policy.js';

describe('requireEmoji', () => {
  it.each(['👍', '👍🏽', '❤️', '👨‍👩‍👧‍👦', '🇻🇳', '1️⃣', '🏴󠁧󠁢󠁷󠁬󠁳󠁿'])('takes %s', (emoji) => {
    expect(requireEmoji(emoji)).toBe(emoji);
  });

  it.each([
    ['a heart without its selector', '\u2764', '\u2764\ufe0f'],
    ['a star with one, as some keyboards write it', '\u2b50\ufe0f', '\u2b50'],
    ['a thumb with one', '👍\ufe0f', '👍'],
    ['a flag without it in the middle', '\u{1f3f3}\u200d🌈', '\u{1f3f3}\ufe0f\u200d🌈'],
    ['a heart on fire without it', '\u2764\u200d🔥', '\u2764\ufe0f\u200d🔥'],
    ['an eye without either', '\u{1f441}\u200d\u{1f5e8}', '\u{1f441}\ufe0f\u200d\u{1f5e8}\ufe0f'],
    ['a key without it', '#\u20e3', '#\ufe0f\u20e3'],
    ['a skin tone behind one', '\u261d\ufe0f🏽', '\u261d🏽'],
    ['a man with one of two', '🕵\u200d\u2642\ufe0f', '🕵\ufe0f\u200d\u2642\ufe0f'],
    ['a toned man without it', '🕵🏻\u200d\u2642', '🕵🏻\u200d\u2642\ufe0f'],
    ['a couple of two tones without it', '🧑🏻\u200d\u2764\u200d🧑🏿', '🧑🏻\u200d\u2764\ufe0f\u200d🧑🏿'],
  ])('writes %s as it is recommended', (_, given, emoji) => {
    expect(requireEmoji(given)).toBe(emoji);
    expect(requireEmoji(emoji)).toBe(emoji);
  });

  it.each(['', 'a', '1', '1\ufe0f', ':thumbsup:', '👍👍', '👍 ', '\ufe0f', '❤\ufe0f\ufe0f', '❤\ufe0e', '🇩', '🏽a'])('refuses %j', (text) => {
    expect(() => requireEmoji(text)).toThrow(expect.objectContaining({ code: 'EMOJI_INVALID' }));
  });
});
