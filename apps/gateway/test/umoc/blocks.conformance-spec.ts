import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, http } from '@parley/testing';
import { register, type Person } from '../files/uploads.harness.js';
import { UmocClient } from './umoc.harness.js';

/** People with a JWT, which opens sockets here and acts in the other dialects, too (C13). */
let ann: Person;
let ben: Person;
let anns: readonly [UmocClient, UmocClient];
let bens: UmocClient;
let benNum: number;

const open = (person: Person, gateway: number) => UmocClient.open({ sessionID: person.sessionId, token: person.token }, gateway);

beforeEach(async () => {
  [ann, ben] = await Promise.all([register('ann'), register('ben')]);
  anns = await Promise.all([open(ann, 0), open(ann, 1)]);
  bens = await open(ben, 0);
  benNum = (await bens.io.next('connection_successful')).user_id;
});
afterEach(() => [...anns, bens].forEach(({ io }) => io.close()));

/** How often each socket has heard it, once all have been answered after it. */
const heard = async (event: string): Promise<readonly number[]> => {
  for (const socket of [...anns, bens]) await socket.ask('ping', { timestamp: 1 });
  return [...anns, bens].map(({ io }) => io.heard(event).length);
};

const setBlocked = async (isBlocked: boolean): Promise<void> => {
  const { status } = await http('PUT', `/api/conversations/${ben.id}/metadata`, { token: ann.token, body: { isBlocked } }, 0);
  expect(status).toBe(200);
};

describe('who hears of a block', () => {
  it('UM-s2c-contact_blocked is heard by every socket of the blocker, once, and by nobody else (A-UM-27)', async () => {
    const [one, other] = anns;
    expect(await one.ask('block_contact', { contact_id: benNum })).toEqual({ user_id: benNum });
    await eventually(async () => expect(await heard('contact_blocked')).toEqual([1, 1, 0]), 5_000);
    expect(await other.call('block_contact', { contact_id: benNum }, 'contact_blocked')).toEqual({ user_id: benNum });
    expect(await heard('contact_blocked')).toEqual([1, 2, 0]);
    expect(await other.call('unblock_contact', { contact_id: benNum }, 'contact_unblocked')).toEqual({ user_id: benNum });
    await eventually(async () => expect(await heard('contact_unblocked')).toEqual([1, 1, 0]), 5_000);
  });

  it('UM-s2c-contact_blocked is heard where the same session has blocked through another dialect (C31)', async () => {
    await setBlocked(true);
    await eventually(async () => expect(await heard('contact_blocked')).toEqual([1, 1, 0]), 5_000);
    expect(anns[0].io.heard('contact_blocked')).toEqual([{ user_id: benNum }]);
    await setBlocked(false);
    await eventually(async () => expect(await heard('contact_unblocked')).toEqual([1, 1, 0]), 5_000);
  });
});
