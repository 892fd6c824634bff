import { describe, expect, it } from '@jest/globals';
import { Refusals } from './refusals.js';

describe('Refusals', () => {
  it('are too many after ten thousand', () => {
    const refusals = new Refusals();
    const said = Array.from({ length: 10_002 }, () => refusals.areTooMany());
    expect(said.indexOf(true)).toBe(10_000);
  });
});
