import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { IoClient, type Json } from '@parley/testing';
import { dialects } from '@parley/contracts';
import { makeActors, type Actors, type Somebody } from './actors.harness.js';
import { doorOf, doors, umocDoor, type Client, type Door } from './doors.harness.js';
import { eventRows } from './event-rows.harness.js';
import { makeScene } from './scene.harness.js';

const read = (file: string): Json => JSON.parse(readFileSync(file, 'utf8'));

/** Every event that clients send, by the specifications, less what is not built. `connection` is the handshake itself. */
const sentEvents = (): readonly string[] => {
  const notBuilt = Object.values(read(join('tools', 'spec-not-built.json')) as Record<string, readonly string[]>).flat();
  const all = dialects.flatMap((dialect) => read(join('docs', 'spec', `${dialect}.json`)).events as readonly Json[]);
  const ids = all.filter(({ direction }) => direction === 'c2s').map(({ id }) => id as string);
  return ids.filter((id) => !notBuilt.includes(id) && id !== 'R2-4.1-c2s-connection');
};

const opened: Client[] = [];
afterEach(() => opened.splice(0).forEach((socket) => socket.close()));

const enter = async (door: Door, token: string, gateway: number): Promise<Client> => {
  const socket = await door.open(token, gateway);
  opened.push(socket);
  return socket;
};

/** `in`, or why not. */
const attempt = (door: Door, token: string): Promise<string> =>
  enter(door, token, 1).then(
    () => 'in',
    (error: Error) => /\b4\d\d\b/.exec(error.message)?.[0] ?? error.message,
  );

const wordsOf = (data: Json): string => data.error?.code ?? data.code ?? data.message;

/** What comes of an event: `taken`, or what the error says. Frames are taken in turn, so that an unknown one tells when it is over. */
const outcomeOf = async (socket: Client, event: string, data: object): Promise<string> => {
  const before = socket.heard('error').length;
  if (socket instanceof IoClient) {
    const answer = await socket.ask(event, data);
    const error = socket.heard('error')[before];
    return error === undefined && answer?.success !== false ? 'taken' : wordsOf(error ?? answer);
  }
  socket.send(event, data);
  socket.send('test:barrier', {});
  await socket.next('error', (error) => /test:barrier|unknown event|type is unknown/.test(JSON.stringify(error)));
  const errors = socket.heard('error').slice(before);
  return errors.length === 1 ? 'taken' : wordsOf(errors[0]);
};

describe('every socket, every actor', () => {
  let actors: Actors;
  beforeAll(async () => void (actors = await makeActors()), 60_000);

  it.each(doors.map((door) => [door.name, door] as const))('%s lets in whose session lives, and nobody else', async (_name, door) => {
    const tokens: Record<string, string> = { anonymous: '', garbage: actors.garbage, expired: actors.expired };
    for (const actor of ['revoked', 'suspended', 'deleted', 'waiting', 'ann', 'cat', 'una', 'admin'] as const) tokens[actor] = actors[actor].token;
    const wanted = Object.fromEntries(Object.keys(tokens).map((actor) => [actor, door.refusal]));
    // V1's address is open until its `auth` frame is due; on `/` of Socket.IO the same address is another dialect's.
    const isLate = /^\/(v1(\/ws)?)? \(WebSocket\)/.test(door.name);
    const promised = { ...wanted, ...(isLate ? { anonymous: 'in' } : {}), waiting: door.waiting, ann: 'in', cat: 'in', una: 'in', admin: 'in' };
    const answers = await Promise.all(Object.entries(tokens).map(async ([actor, token]) => [actor, await attempt(door, token)]));
    expect(Object.fromEntries(answers)).toEqual(promised);
  });

  it('V1-8.1-c2s-auth: a socket without a session gets in by no other frame, and by no dead token', async () => {
    const { expired, garbage, revoked, suspended, deleted, waiting, ann } = actors;
    const door = doorOf('/v1 (WebSocket)');
    const dead = [garbage, expired, revoked.token, suspended.token, deleted.token];
    const refusalOf = async (token: string): Promise<string> => {
      const socket = await enter(door, '', 0);
      socket.send('auth', { token });
      return (await socket.next('error')).error.code;
    };
    for (const token of dead) expect(await refusalOf(token)).toBe('AUTHENTICATION_FAILED');
    expect(await refusalOf(waiting.token)).toBe('AUTHORIZATION_FAILED');
    const socket = await enter(door, '', 0);
    socket.send('presence_update', { status: 'busy' });
    expect((await socket.next('error')).error.code).toBe('AUTHENTICATION_FAILED');
    socket.send('auth', { token: ann.token });
    await socket.next('auth_success');
  });

  it('there is a row for every event of the specifications that is built, and no other', () => {
    const own = Object.keys(eventRows).filter((id) => !id.includes('+'));
    expect(own.sort()).toEqual([...sentEvents()].sort());
  });

  it.each(Object.entries(eventRows))('%s', async (id, row) => {
    const scene = await makeScene(actors, { own: 0, ...(row.given === undefined ? {} : { given: row.given }) });
    const event = /c2s[-.](.+)$/.exec(id)?.[1] ?? '';
    const ask = async (sender: Somebody): Promise<string> =>
      outcomeOf(await enter(doorOf(row.door), sender.token, 0), event, row.data(scene, sender));
    const { cat, una, admin, ann } = actors;
    const others = [await ask(cat), await ask(una), await ask(admin)];
    const { own, other = own } = row;
    expect({ others, own: await ask(ann) }).toEqual({ others: [other, other, other], own });
  });

  it('A-UM-06: an event with the session of somebody else is refused', async () => {
    const { ann, cat } = actors;
    const socket = await enter(umocDoor, cat.token, 0);
    const row = eventRows['UM-c2s-get_chats'];
    const scene = await makeScene(actors, { own: 0 });
    expect(await outcomeOf(socket, 'get_chats', row?.data(scene, ann) ?? {})).toBe('Invalid session');
  });
});
