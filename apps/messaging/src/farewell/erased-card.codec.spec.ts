import { describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import { withCard } from './erased-card.codec.js';

describe('withCard', () => {
  const id = newId<'user'>();
  const card = { id, num: 7, username: 'deleted_7', displayName: 'Deleted user', avatarUrl: null };
  const before = { id, num: 7, username: 'ada', displayName: 'Ada', avatarUrl: 'https://example.org/ada.png' };
  const other = { ...before, id: newId<'user'>(), username: 'ben' };

  it('changes every card of the person, in lists and below, and no other', () => {
    const payload = { seq: 3, user: before, conversation: { id: newId(), members: [other, before] } };
    expect(withCard(payload, card)).toEqual({ ...payload, user: card, conversation: { ...payload.conversation, members: [other, card] } });
  });

  it('leaves what only has the id, and everything that is no object', () => {
    const payload = { userId: id, by: { id }, count: 3, text: null, list: ['a', 1] };
    expect(withCard(payload, card)).toEqual(payload);
  });
});
