import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, type Json } from '@parley/testing';
import { dialectOfRequest } from '../../src/dialects/port-map.js';
import { logIn, makeActors, type Actors } from './actors.harness.js';
import { chatroomsRows } from './chatrooms-rows.harness.js';
import { connectbestRows } from './connectbest-rows.harness.js';
import { fileRows } from './file-rows.harness.js';
import { reals2chatRows, umocRows } from './pair-rows.harness.js';
import { refusals } from './refusals.harness.js';
import { servedRoutes } from './routes.harness.js';
import type { Row } from './row.harness.js';
import { makeScene, pathOf } from './scene.harness.js';
import { v1Rows } from './v1-rows.harness.js';

const rows = { ...connectbestRows, ...chatroomsRows, ...reals2chatRows, ...umocRows, ...v1Rows, ...fileRows };

/** Those who come at once, and those who come in turn since they may change something: the owner last. */
const together = ['anonymous', 'garbage', 'expired', 'revoked', 'suspended', 'deleted'];
const inTurn = ['waiting', 'other', 'unverified', 'admin', 'owner'];

const promisesOf = ({ access, own, other = own, admin = other, waiting }: Row, dialect: keyof typeof refusals): Readonly<Record<string, Json>> => {
  if (access === 'open') return Object.fromEntries([...together, ...inTurn].map((actor) => [actor, own]));
  const { none, expired, dead, deleted = dead, pending } = refusals[dialect];
  const lifeless = { anonymous: none, garbage: dead, expired, revoked: dead, suspended: dead, deleted };
  return { ...lifeless, waiting: access === 'pending' ? waiting : pending, other, unverified: other, admin, owner: own };
};

const codeOf = (body: Json): unknown => body.error?.code ?? body.code ?? body.message;

describe('every operation, every actor', () => {
  let actors: Actors;
  beforeAll(async () => void (actors = await makeActors()), 60_000);

  it('there is a row for every route the gateway serves, and no other', async () => {
    expect(Object.keys(rows).sort()).toEqual(await servedRoutes());
  });

  const tokenOf = async (actor: string, { endsSession }: Row): Promise<string | undefined> => {
    const { ann, cat, una, admin, waiting } = actors;
    const living = { owner: ann, other: cat, unverified: una, admin, waiting }[actor];
    if (living !== undefined) return endsSession === true ? logIn(living.email) : living.token;
    const { garbage, expired, revoked, suspended, deleted } = actors;
    return { garbage, expired, revoked: revoked.token, suspended: suspended.token, deleted: deleted.token }[actor];
  };

  it.each(Object.entries(rows))('%s', async (route, row) => {
    const [method = '', url = ''] = route.split(' ');
    const scene = await makeScene(actors, row);
    const path = pathOf(url, row, scene);
    const promises = promisesOf(row, dialectOfRequest(method, path));
    const answers: Record<string, Json> = {};
    const come = async (actor: string): Promise<void> => {
      const token = await tokenOf(actor, row);
      const content = row.form === undefined ? { body: row.body?.(scene) ?? (method === 'GET' ? undefined : {}) } : { form: row.form(scene) };
      const answer = await http(method, path, { ...content, ...(token === undefined ? {} : { token }) }, actor.length % 2);
      if (answer.status < 300 && row.after !== undefined && token !== undefined) await row.after(token);
      const status = answer.status === row.orOwn ? row.own : answer.status;
      answers[actor] = typeof promises[actor] === 'number' ? status : [status, codeOf(answer.body)];
    };
    await Promise.all(together.map(come));
    for (const actor of inTurn) await come(actor);
    expect(answers).toEqual(promises);
  });
});
