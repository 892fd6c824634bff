import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl, type Json } from '@parley/testing';
import { call, errorBody, historyOf, makePerson, openDirect, type Person } from './v1.harness.js';

/** Keys that every object of JavaScript has, too. */
const odd = '{"constructor":{"name":1},"toString":2,"hasOwnProperty":{"valueOf":null},"a":[{"toString":[]}]}';

let ann: Person;
let ben: Person;
let conversation: string;

beforeAll(async () => {
  [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
  conversation = await openDirect(ann, ben);
});

/** Sends `metadata` as it is written. */
const sendRaw = async (metadata: string): Promise<{ readonly status: number; readonly body: Json }> => {
  const answer = await fetch(`${gatewayUrl(0)}/v1/conversations/${conversation}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' },
    body: `{"content_encrypted":"aGk=","message_type":"text","metadata":${metadata}}`,
  });
  return { status: answer.status, body: (await answer.json()) as Json };
};

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('metadata of a message (A-V1-18)', () => {
  it('V1-3.4 keeps keys that are named like those of every object', async () => {
    expect((await sendRaw(odd)).status).toBe(201);
    expect((await historyOf(ben, conversation, '?limit=1')).messages[0].metadata).toEqual(JSON.parse(odd));
  });

  it.each([
    ['33 levels', nested(33)],
    ['4,000 levels', nested(4_000)],
    ['400,000 levels', nested(400_000)],
  ])('V1-3.4 refuses %s of nesting with 400, stores nothing and lives on', async (_, deep) => {
    const before = await historyOf(ben, conversation, '?limit=1');
    const { status, body } = await sendRaw(`{"a":${deep}}`);
    expect([status, body]).toEqual([400, errorBody('VALIDATION_ERROR', expect.any(Object))]);
    expect(await historyOf(ben, conversation, '?limit=1')).toEqual(before);
  });

  it('V1-3.4 takes 31 levels', async () => {
    expect((await sendRaw(`{"a":${nested(31)}}`)).status).toBe(201);
  });

  it.each(['aGk', 'aGVsbG8', 'not base64!', 'aGk=='])(
    'V1-3.4 and V1-3.5 refuse content that is no base64 (A-V1-17): %j',
    async (content_encrypted) => {
      const details = { content_encrypted: 'content_encrypted must be base64' };
      const path = `/v1/conversations/${conversation}/messages`;
      expect(await call(ann, 'POST', path, { content_encrypted, message_type: 'text' })).toMatchObject({
        status: 400,
        body: errorBody('VALIDATION_ERROR', details),
      });
      const [{ message_id }] = (await historyOf(ann, conversation, '?limit=1')).messages;
      expect(await call(ann, 'PUT', `/v1/messages/${message_id}`, { content_encrypted })).toMatchObject({
        status: 400,
        body: errorBody('VALIDATION_ERROR', details),
      });
    },
  );

  it('V1-3.4 names temp_id, not a field of ours, where it cannot be stored', async () => {
    const refused = await call(ann, 'POST', `/v1/conversations/${conversation}/messages`, {
      content_encrypted: 'aGk=',
      message_type: 'text',
      temp_id: 'half \ud800',
    });
    expect(refused).toMatchObject({ status: 400, body: errorBody('VALIDATION_ERROR', { temp_id: 'must be well-formed text' }) });
  });
});
