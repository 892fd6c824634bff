import { describe, expect, it } from '@jest/globals';
import { contentDisposition } from './disposition.js';

describe('contentDisposition', () => {
  it.each([
    ['a.png', 'attachment; filename="a.png"'],
    ['a"; x="b.png', `attachment; filename="a_; x=_b.png"; filename*=UTF-8''a%22%3B%20x%3D%22b.png`],
    ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"`],
    ['Größe 🎉.txt', `attachment; filename="Gr__e __.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%F0%9F%8E%89.txt`],
    ['a\r\nX: y', `attachment; filename="a__X: y"; filename*=UTF-8''a%0D%0AX%3A%20y`],
  ])('of %j', (name, header) => {
    expect(contentDisposition('attachment', name)).toBe(header);
  });
});
