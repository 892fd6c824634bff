import { describe, expect, it } from '@jest/globals';
import { searchTerms } from './search.policy.js';

describe('searchTerms', () => {
  it.each([
    ['Ada', { text: 'ada', prefix: 'ada%', part: '%ada%' }],
    ['  Ada   L', { text: 'ada l', prefix: 'ada l%', part: '%ada l%' }],
    ['AD', { text: 'ad', prefix: 'ad%', part: '% ad%' }],
    ['100%', { text: '100%', prefix: '100\\%%', part: '%100\\%%' }],
    ['a_b', { text: 'a_b', prefix: 'a\\_b%', part: '% a\\_b%' }],
    ['ΣΟΦΟΣ', { text: 'σοφοσ', prefix: 'σοφοσ%', part: '%σοφοσ%' }],
    ['İpek Groß', { text: 'ipek gross', prefix: 'ipek gross%', part: '%ipek gross%' }],
    ['Zoe\u0308', { text: 'zoë', prefix: 'zoë%', part: '%zoë%' }],
    ['a\0da', { text: 'ada', prefix: 'ada%', part: '%ada%' }],
    ['!?', { text: '!?', prefix: '!?%', part: null }],
  ])('%j', (typed, terms) => {
    expect(searchTerms(typed)).toEqual(terms);
  });
});
