import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import test from 'node:test';
import { Proxy } from './proxy.mjs';

/** An echo behind a proxy, and clients of it. */
const place = async (t) => {
  const heard = [];
  const server = createServer((socket) => socket.on('error', () => {}).on('data', (bytes) => (heard.push(String(bytes)), socket.write(bytes))));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const proxy = await Proxy.open(() => server.address().port);
  t.after(() => (proxy.close(), server.close()));
  const client = async () => {
    const socket = connect(proxy.port, '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  return { proxy, heard, client };
};

const said = async (socket, text) => {
  socket.write(text);
  const [bytes] = await once(socket, 'data');
  return String(bytes);
};

test('a whole link passes everything', async (t) => {
  const { client } = await place(t);
  assert.equal(await said(await client(), 'hello'), 'hello');
});

test('a cut link resets who is there and who comes, and takes others once it is healed', async (t) => {
  const { proxy, client } = await place(t);
  const there = await client();
  await said(there, 'hello');
  const end = once(there, 'error');
  proxy.cut();
  assert.equal((await end)[0].code, 'ECONNRESET');
  assert.equal((await once(connect(proxy.port, '127.0.0.1'), 'error'))[0].code, 'ECONNRESET');
  proxy.heal();
  assert.equal(await said(await client(), 'again'), 'again');
});

test('a silent link keeps what is said till it is healed, but who came meanwhile is never answered', async (t) => {
  const { proxy, heard, client } = await place(t);
  const there = await client();
  await said(there, 'hello');
  proxy.silent();
  const late = await client();
  late.on('data', () => assert.fail('answered')).write('hello?');
  there.write('later');
  const other = await place(t);
  await said(await other.client(), 'time has passed');
  assert.deepEqual(heard, ['hello']);
  proxy.heal();
  assert.equal(String((await once(there, 'data'))[0]), 'later');
  assert.equal(await said(await client(), 'new'), 'new');
  assert.deepEqual(heard, ['hello', 'later', 'new']);
});

test('a swallowing link loses what is said, and is reset when it is healed', async (t) => {
  const { proxy, heard, client } = await place(t);
  const there = await client();
  await said(there, 'hello');
  proxy.swallow();
  there.write('lost');
  const other = await place(t);
  await said(await other.client(), 'time has passed');
  const end = once(there, 'error');
  proxy.heal();
  assert.equal((await end)[0].code, 'ECONNRESET');
  assert.deepEqual(heard, ['hello']);
});
