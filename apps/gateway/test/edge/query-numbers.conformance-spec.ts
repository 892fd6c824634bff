import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, type HttpAnswer, type Json } from '@parley/testing';
import { makeGroup, makePerson, sendText, type Person } from '../v1/v1.harness.js';

/** What `Number` or a lax parser takes, and no client means. */
const none = ['Infinity', '-Infinity', 'NaN', '1e3', '0x10', ' 5 ', '+5', '5.5', '1_000', '٥', '5;6', '-1', '', 'null', 'true', '[5]', '%00'];
/** More than a double holds exactly, and more than it holds at all. */
const enormous = ['99999999999999999999', '9'.repeat(400)];

describe('numbers in query strings', () => {
  let ann: Person;
  let group: string;
  beforeAll(async () => {
    const ben = await makePerson('ben');
    ann = await makePerson('ann');
    group = (await makeGroup(ann, 'Numbers', [ben])).slice('conv_'.length);
    await sendText(ann, `conv_${group}`, 'one');
    await sendText(ann, `conv_${group}`, 'two');
  });

  const ask = (path: string, query: string): Promise<HttpAnswer> =>
    http('GET', `${path.replace('{group}', group).replace('{ann}', ann.id)}${path.includes('?') ? '&' : '?'}${query}`, { token: ann.token }, 0);
  const encoded = (value: string): string => (value.startsWith('%') ? value : encodeURIComponent(value));

  it.each([
    ['CB-2.4', '/api/users/search?query=nobody', ['limit'], 400],
    ['CB-3.1', '/api/chat/channels', ['limit', 'offset'], 400],
    ['CB-4.1', '/api/chat/channels/{group}/messages', ['limit'], 400],
    ['CB-4.10', '/api/chat/search?query=two', ['limit'], 400],
    ['RC-rooms.list', '/chatrooms', ['page', 'limit'], 422],
    ['RC-messages.list', '/chatrooms/{group}/messages', ['page', 'limit'], 422],
    ['R2-3.2', '/api/messages/{other}', ['limit'], 400],
    ['V1-2.3', '/v1/users/search?q=nobody', ['limit', 'offset'], 400],
    ['V1-2.4', '/v1/users/me/contacts', ['limit', 'offset'], 400],
    ['V1-3.1', '/v1/conversations', ['limit', 'offset'], 400],
    ['V1-3.3', '/v1/conversations/{group}/messages', ['limit', 'offset'], 400],
    ['V1-7.1', '/v1/notifications', ['limit', 'offset'], 400],
  ])('%s refuses what is no number, and one that is repeated (A-00-04)', async (_id, path, parameters, refusal) => {
    const target = path.replace('{other}', '6'.repeat(24));
    for (const parameter of parameters) {
      for (const query of [...none.map((value) => `${parameter}=${encoded(value)}`), `${parameter}=1&${parameter}=2`]) {
        const { status, body } = await ask(target, query);
        expect({ query, status, success: body.success }).toEqual({ query, status: refusal, success: false });
      }
      for (const value of enormous) expect([200, 404, refusal]).toContain((await ask(target, `${parameter}=${value}`)).status);
    }
  });

  it.each<[string, string, (body: Json) => readonly Json[]]>([
    ['CB-4.1', '/api/chat/channels/{group}/messages', ({ messages }) => messages],
    ['CB-4.10', '/api/chat/search?query=two', ({ messages }) => messages],
    ['RC-messages.list', '/chatrooms/{group}/messages', ({ data }) => data.messages],
    ['V1-3.3', '/v1/conversations/{group}/messages', ({ data }) => data.messages],
  ])('%s takes digits alone, and more than its maximum for that', async (_id, path, messagesOf) => {
    const count = async (query: string): Promise<number> => messagesOf((await ask(path, query)).body).length;
    expect(await count('limit=1')).toBe(1);
    expect(await count('limit=01')).toBe(1);
    const all = await count('limit=50');
    expect(await count(`limit=${enormous[0]}`)).toBe(all);
    // A name of another parameter is nothing to this one (A-00-01).
    expect(await count('limit[]=1&__proto__[limit]=1')).toBe(all);
  });
});
