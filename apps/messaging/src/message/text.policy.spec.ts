import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readableText } from '@parley/contracts';
import { charactersOf, isStorable, readableLine, storableJson } from './text.policy.js';

/** Any UTF-16 at all: NUL, controls and half characters included. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('text policy', () => {
  it('keeps line feeds, tabs and emoji, and drops other control characters', () => {
    expect(readableText('a\r\n\tb\u0000\u0085\u007f👋🏽')).toBe('a\n\tb👋🏽');
    expect(readableLine('  a\n b\t\tc ')).toBe('a  b c');
  });

  it('replaces half characters', () => {
    expect(readableText('x\ud800y')).toBe('x\ufffdy');
  });

  it('makes any text storable, and only then says so', () => {
    fc.assert(
      fc.property(
        anyText,
        (text) => isStorable(readableText(text)) && isStorable(text) === !/\\u(0000|d[89a-f])/.test(JSON.stringify(text).replaceAll('\\\\', '')),
      ),
    );
  });

  it('makes any JSON storable', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(anyText, fc.double(), fc.boolean(), fc.constant(null), fc.array(tie('any')), fc.dictionary(anyText, tie('any'))),
    })).any;
    fc.assert(fc.property(value, (json) => !/\\u(0000|d[89a-f])/.test(JSON.stringify(storableJson(json)).replaceAll('\\\\', ''))));
  });

  it('counts characters, not halves', () => {
    expect(charactersOf('a👋é')).toBe(3);
  });
});
