import { describe, expect, it } from '@jest/globals';
import { cleanName } from './name.policy.js';

describe('cleanName', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada  ', 'Ada'],
    ['Ada\u0000\nLovelace', 'Ada Lovelace'],
    ['<b>Ada</b><img src=x onerror=alert(1)>', 'Ada'],
    ['Ada <3', 'Ada <3'],
    ['Ада 🚀', 'Ада 🚀'],
  ])('%j is stored as %j', (name, stored) => {
    expect(cleanName(name, 'ada')).toBe(stored);
  });

  it('falls back when nothing is left', () => {
    expect(cleanName('<br>', 'ada')).toBe('ada');
  });
});
