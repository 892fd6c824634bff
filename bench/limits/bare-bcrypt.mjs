// POST anything: one bcrypt comparison at Parley's cost, on libuv's threads, and nothing else. The bound of a log-in.
import { createServer } from 'node:http';
import { compare, hash } from 'bcrypt';
import { announceReady } from './ready.mjs';

const cost = 10;
const password = 'Bench-Password-1';
const kept = await hash(password, cost);

const http = createServer((request, response) => {
  request.resume();
  request.on('end', async () => response.end(JSON.stringify({ matches: await compare(password, kept) })));
});
http.listen(Number(process.env.PORT), '127.0.0.1', announceReady);
