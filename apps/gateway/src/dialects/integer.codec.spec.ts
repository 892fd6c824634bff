import { describe, expect, it } from '@jest/globals';
import { decodeInteger } from './integer.codec.js';

describe('decodeInteger', () => {
  it('reads digits, whatever their number', () => {
    expect(['0', '7', '-3', '007', '99999999999999999999'].map(decodeInteger)).toEqual([0, 7, -3, 7, 1e20]);
  });

  it.each(['', ' ', '1e3', '0x10', ' 5 ', '+5', '5.5', '5.0', '1_000', '٥', 'Infinity', 'NaN', 'null', '5\n'])('takes %j for no number', (text) => {
    expect(decodeInteger(text)).toBeNaN();
  });

  it('leaves alone what is no text: defaults, and what was given twice', () => {
    expect([50, undefined, ['1', '2']].map(decodeInteger)).toEqual([50, undefined, ['1', '2']]);
  });
});
