// node bench/files.mjs --url http://localhost:8000 --data .parley: files up and down through a running Parley, beside a
// bare node:http stream to the same disk; and the memory of gateway and file service under 200 uploads at once.
// Start that Parley with RATE_LIMIT_SCALE=1000.
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as ask } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8000' },
    data: { type: 'string', default: '.parley' },
    megabytes: { type: 'string', default: '16' },
    rounds: { type: 'string', default: '5' },
    crowd: { type: 'string', default: '200' },
  },
});
const size = Number(values.megabytes) * 1024 * 1024;
const rounds = Number(values.rounds);
const block = randomBytes(64 * 1024);

/** `bytes` of noise, a block at a time, so that the client holds nothing either. */
function* noise(bytes) {
  for (let sent = 0; sent < bytes; sent += block.length) yield block.subarray(0, Math.min(block.length, bytes - sent));
}

/** @returns {Promise<{ status: number, body: Buffer, bytes: number }>} */
const send = (url, { method = 'GET', headers = {}, body = [], keep = true }) =>
  new Promise((resolve, reject) => {
    const outgoing = ask(url, { method, headers, agent: false }, async (response) => {
      const chunks = [];
      let bytes = 0;
      for await (const chunk of response) {
        bytes += chunk.length;
        if (keep) chunks.push(chunk);
      }
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), bytes });
    });
    outgoing.on('error', reject);
    pipeline(body, outgoing).catch(reject);
  });

/** @type {string[]} */
const uploaded = [];
const boundary = 'parley-bench';
const head = (name) =>
  Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`);
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

function* form(bytes) {
  yield head('noise.bin');
  yield* noise(bytes);
  yield tail;
}

const upload = async (token, bytes) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${boundary}` };
  const { status, body } = await send(`${values.url}/api/upload`, { method: 'POST', headers, body: form(bytes) });
  if (status !== 200) throw new Error(`upload: ${status} ${body}`);
  const [attachment] = JSON.parse(String(body)).attachments;
  uploaded.push(attachment.id);
  return attachment;
};

const makeAccount = async () => {
  const name = `bench${randomBytes(5).toString('hex')}`;
  const body = [JSON.stringify({ email: `${name}@example.org`, password: 'Passw0rd!', name })];
  const headers = { 'content-type': 'application/json' };
  return JSON.parse(String((await send(`${values.url}/api/auth/register`, { method: 'POST', headers, body })).body)).token;
};

/** The bare thing: a request's bytes to a file of the same disk, flushed, and back. */
async function bareServer() {
  const folder = await mkdtemp(path.join(path.resolve(values.data), 'bare-'));
  const file = path.join(folder, 'file');
  const server = createServer((request, response) => {
    if (request.method === 'GET') return void createReadStream(file).pipe(response);
    pipeline(request, createWriteStream(file, { flush: true })).then(() => response.end());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  return { url, close: () => (server.close(), rm(folder, { recursive: true })) };
}

/** Median MB/s over the rounds. */
async function rate(work) {
  const rates = [];
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    await work();
    rates.push(size / 1024 / 1024 / ((performance.now() - begin) / 1000));
  }
  return rates.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

/** Resident MB of a process of that Parley, now and at its most. */
const memoryOf = (name) => {
  const pid = readFileSync(path.join(values.data, 'run', `${name}.pid`), 'utf8').trim();
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
};

const mb = (/** @type {number} */ value) => value.toFixed(0).padStart(6);
const row = (/** @type {string} */ what, /** @type {number} */ ours, /** @type {number} */ bare) =>
  console.log(`${what.padEnd(10)} ${mb(ours)} MB/s   bare ${mb(bare)} MB/s   ratio ${(ours / bare).toFixed(2)}`);

const token = await makeAccount();
const bare = await bareServer();
const { url } = await upload(token, size);
const here = values.url + new URL(url).pathname + new URL(url).search;
const bareUp = await rate(() => send(bare.url, { method: 'PUT', body: noise(size) }));
row('upload', await rate(() => upload(token, size)), bareUp);
const bareDown = await rate(() => send(bare.url, { keep: false }));
row('download', await rate(() => send(here, { keep: false })), bareDown);
await bare.close();

const names = ['gateway-1', 'file'];
const before = names.map(memoryOf);
const most = [...before];
const watch = setInterval(() => names.forEach((name, index) => (most[index] = Math.max(most[index], memoryOf(name)))), 50);
const crowd = Number(values.crowd);
const begin = performance.now();
const answers = await Promise.allSettled(Array.from({ length: crowd }, () => upload(token, 4 * 1024 * 1024)));
const refused = answers.filter(({ status }) => status === 'rejected').length;
clearInterval(watch);
console.log(`${crowd} uploads of 4 MB at once: ${((performance.now() - begin) / 1000).toFixed(1)} s, ${refused} refused`);
names.forEach((name, index) =>
  console.log(`${name.padEnd(10)} ${mb(before[index])} MB → at most ${mb(most[index])} MB (+${(most[index] - before[index]).toFixed(0)})`),
);
for (const id of uploaded) await send(`${values.url}/api/upload/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
