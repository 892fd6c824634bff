import { describe, expect, it } from '@jest/globals';
import { plainName } from './names.js';

describe('plainName', () => {
  it.each([
    ['  Ann  ', 'Ann'],
    ['<b>Al</b>\n\nVisit <a href="x">y</a>', 'Al Visit y'],
    ['Bob\u0000\ud800!', 'Bob !'],
    ['a < b > c', 'a < b > c'],
    ['<script>x</script>', 'x'],
    ['<b></b>', ''],
    ['👩‍👩‍👧 José', '👩‍👩‍👧 José'],
  ])('%j is %j', (name, expected) => {
    expect(plainName(name)).toBe(expected);
  });
});
