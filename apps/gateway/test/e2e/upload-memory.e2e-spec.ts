import { request } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl } from '@parley/testing';
import { register, type Person } from '../files/uploads.harness.js';
import { pidOf, residentMegabytes } from './fleet-process.harness.js';

const uploads = 200;
const megabytes = 2;
const most = 50;
const boundary = 'parley-memory';
const chunk = Buffer.alloc(64 * 1024, 'parley ');

/** Streams one form with one file, chunk by chunk; answers the status. */
const upload = ({ token }: Person, n: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gatewayUrl(n));
    const headers = { authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${boundary}` };
    const sent = request({ hostname, port, method: 'POST', path: '/api/upload', agent: false, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.write(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${n}.txt"\r\n\r\n`);
    let left = (megabytes * 1024 ** 2) / chunk.length;
    const more = (): void => {
      while (left-- > 0) if (!sent.write(chunk)) return void sent.once('drain', more);
      sent.end(`\r\n--${boundary}--\r\n`);
    };
    more();
  });

const all = (people: readonly Person[]): Promise<readonly number[]> =>
  Promise.all(Array.from({ length: uploads }, (_, n) => upload(people[n % people.length] as Person, n)));

/** The most memory each process held while work went on. */
const peaksDuring = async (pids: readonly number[], work: Promise<unknown>): Promise<readonly number[]> => {
  let peaks = pids.map(() => 0);
  let isOver = false;
  const end = work.finally(() => (isOver = true));
  while (!isOver) {
    const now = await Promise.all(pids.map(residentMegabytes));
    peaks = peaks.map((peak, at) => Math.max(peak, now[at] ?? 0));
  }
  await end;
  return peaks;
};

describe('200 uploads at once', () => {
  const people: Person[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 10; n++) people.push(await register(`up${n}`));
  }, 60_000);

  it(`CB-5.1 ${uploads * megabytes} MB at once: no process of the fleet grows by more than ${most} MB`, async () => {
    const names = ['gateway-1', 'gateway-2', 'file'];
    const pids = await Promise.all(names.map(pidOf));
    // A process that has just started grows with the first of anything.
    await all(people);
    const before = await Promise.all(pids.map(residentMegabytes));
    const round = all(people);
    const peaks = await peaksDuring(pids, round);
    // A machine that is busy with other things may refuse some, plainly; memory is what must not give way.
    const answers = await round;
    expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(answers.filter((status) => status === 200).length).toBeGreaterThanOrEqual(uploads / 2);
    const growth = Object.fromEntries(names.map((name, at) => [name, Math.round((peaks[at] ?? 0) - (before[at] ?? 0))]));
    expect(Object.entries(growth).filter(([, grown]) => grown > most)).toEqual([]);
  }, 120_000);
});
