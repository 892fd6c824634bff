import { expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { newAddress, postFrom, type Answer } from './stranger.harness.js';

/** Where the fleet keeps everything it writes. */
export const fleetFolder = (): string => {
  const folder = process.env['FLEET_DATA'];
  if (folder === undefined) throw new Error('FLEET_DATA is not set: run the tests through `npm test`, which starts a fleet');
  return folder;
};

const kept = async (file: string): Promise<Readonly<Record<string, string>>> =>
  JSON.parse(await readFile(join(fleetFolder(), file), 'utf8')) as Readonly<Record<string, string>>;

/** The fleet's own servers, as their owner reaches them. */
export const fleetServers = async () => {
  const [ports, secrets] = [await kept('ports.json'), await kept('secrets.json')];
  return {
    postgresUrl: `postgres://postgres:${secrets['postgres'] ?? ''}@127.0.0.1:${ports['postgres'] ?? ''}/parley`,
    natsUrl: `127.0.0.1:${ports['nats'] ?? ''}`,
    redisUrl: `redis://127.0.0.1:${ports['redis'] ?? ''}`,
  };
};

/** SQL over all schemas. */
export const query = async <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: (await fleetServers()).postgresUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...parameters])).rows;
  } finally {
    await client.end();
  }
};

const signalRedis = async (signal: NodeJS.Signals): Promise<void> =>
  void process.kill(Number(await readFile(join(fleetFolder(), 'run', 'redis.pid'), 'utf8')), signal);

/** What each gateway counts is seen by the other: a count of its own would not fall by two. */
const countTogether = async (): Promise<void> => {
  const address = newAddress();
  const answers: Answer[] = [];
  for (const gateway of [0, 1, 0]) answers.push(await postFrom(address, '/v1/nothing', {}, gateway));
  expect(answers.map(({ left: [remaining] }) => (answers[0]?.left[0] ?? 0) - remaining)).toEqual([0, 1, 2]);
};

/**
 * Redis takes connections and answers nobody while `work` is done: worse than one that is gone. Gateways count alone for a
 * moment longer; whoever comes next finds them counting together again.
 */
export const withoutRedis = async (work: () => Promise<void>): Promise<void> => {
  await signalRedis('SIGSTOP');
  try {
    await work();
  } finally {
    await signalRedis('SIGCONT');
    await eventually(countTogether, 10_000);
  }
};
