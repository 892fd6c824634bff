import { describe, expect, it } from '@jest/globals';
import { hexOf, newId } from '@parley/contracts';
import { checkInput } from '../input.pipe.js';
import { chatRef, IsReference, userRef, type Reference } from './umoc.ids.js';

class Dto {
  @IsReference() chat_id!: Reference;
}

const id = newId();

describe('umoc ids', () => {
  it('C23: is_group tells the two number spaces apart', () => {
    expect(chatRef(456, false)).toEqual({ directWith: { num: 456 } });
    expect(chatRef(456, true)).toEqual({ num: 456 });
    expect(userRef(456)).toEqual({ num: 456 });
  });

  it('P4: any other rendering is read', () => {
    expect(chatRef(hexOf(id), false)).toEqual({ directWith: { id } });
    expect(chatRef(id, true)).toEqual({ id });
  });

  it.each([1, 2 ** 53 - 1, id])('%p is a reference', (chat_id) => {
    expect(checkInput(Dto, { chat_id }).chat_id).toBe(chat_id);
  });

  it.each([0, -1, 1.5, 2 ** 53, NaN, '456', 'janedoe', null, undefined, {}, [1]])('%p is none', (chat_id) => {
    expect(() => checkInput(Dto, { chat_id })).toThrow(expect.objectContaining({ details: { chat_id: 'chat_id must be a positive integer' } }));
  });
});
