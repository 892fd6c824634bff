// The public half of the composed pipeline: Socket.IO in → NATS request → event → emit. No framework, no accounts, no rules, no Redis:
// what is left is what the parts themselves cost.
import { createServer } from 'node:http';
import { connect } from '@nats-io/transport-node';
import { Server } from 'socket.io';
import { Gatherer } from './gatherer.mjs';
import { announceReady } from './ready.mjs';
import { subjects } from './subjects.mjs';

const requestMs = 10_000;
const backlog = 4_096;

const http = createServer();
const sockets = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
const nats = await connect({ servers: String(process.env.NATS_URL).replace('nats://', '') });

const sends = new Gatherer(async (batch) => (await nats.request(subjects.send, JSON.stringify(batch), { timeout: requestMs })).json());

nats.subscribe(subjects.sent, {
  queue: 'gateway',
  callback: (_error, event) => {
    for (const { room, to, body } of event.json()) sockets.to(room ?? `user:${to}`).emit('message', body);
  },
});

sockets.on('connection', (socket) => {
  const from = socket.handshake.auth.user;
  socket.join(`user:${from}`);
  socket.on('join', async (room, acknowledge) => {
    await socket.join(room);
    acknowledge(true);
  });
  socket.on('direct', async (to, body, acknowledge) => acknowledge(await sends.add({ from, to, body })));
  socket.on('room', async (room, body, acknowledge) => acknowledge(await sends.add({ from, room, body })));
});

http.listen(Number(process.env.PORT), '127.0.0.1', backlog, announceReady);
