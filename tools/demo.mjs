#!/usr/bin/env node
/**
 * `npm run demo [-- URL …]`: five clients, one per dialect, talk to each other live; exits 1 unless all 20 ordered pairs
 * heard each other and find it in their history. Without a URL it looks for `npm start` on PORT (8000) and the
 * ports after it; several gateways share the clients.
 */
import { randomBytes } from 'node:crypto';
import { ChatroomsPerson } from './demo/chatrooms.mjs';
import { ConnectBestPerson } from './demo/connectbest.mjs';
import { Reals2ChatPerson } from './demo/reals2chat.mjs';
import { table, tell } from './demo/report.mjs';
import { UmocPerson } from './demo/umoc.mjs';
import { V1Person } from './demo/v1.mjs';

const hearingMs = 10_000;

const answers = (url) =>
  fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );

/** The gateways to use: those given, else those of `npm start` on this machine. */
const findGateways = async () => {
  const given = process.argv.slice(2).map((url) => url.replace(/\/$/, ''));
  for (const url of given) if (!(await answers(url))) throw new Error(`nothing answers at ${url}`);
  if (given.length > 0) return given;
  const first = Number(process.env.PORT ?? 8000);
  const urls = [];
  while (await answers(`http://localhost:${first + urls.length}`)) urls.push(`http://localhost:${first + urls.length}`);
  return urls;
};

const gather = async (gateways) => {
  const kinds = [
    [ConnectBestPerson, 'Cara', 'connectbest', 36],
    [ChatroomsPerson, 'Ravi', 'chatrooms', 33],
    [Reals2ChatPerson, 'Rosa', 'reals2chat', 35],
    [UmocPerson, 'Umar', 'umoc', 34],
    [V1Person, 'Vera', 'v1', 32],
  ];
  const people = kinds.map(([Kind, name, dialect, colour], n) => new Kind({ url: gateways[n % gateways.length], name, dialect, colour }));
  for (const person of people) {
    await person.start();
    tell(person, `is connected to ${person.url}`);
  }
  return people;
};

/** One room for those whose dialect has rooms, and a direct conversation wherever a dialect can open one. */
const meet = async ([cara, ravi, rosa, umar, vera]) => {
  const roomName = `demo-${randomBytes(4).toString('hex')}`;
  const room = await cara.makeRoom(roomName, [ravi, umar, vera]);
  tell(cara, `made the room ${roomName} with Ravi, Umar and Vera`);
  // A first wave each: UMOC lists a direct chat once something was said in it. Chatrooms and UMOC cannot open one; they meet in the room.
  for (const [opener, others] of [
    [vera, [cara, ravi, rosa, umar]],
    [cara, [ravi, rosa, umar]],
    [rosa, [ravi, umar]],
  ]) {
    for (const other of others) {
      await opener.open(other);
      await opener.say(other, `${opener.name} waves`);
    }
  }
  return { room, roomName };
};

const talk = async (from, to) => {
  const text = `${from.name} to ${to.name} ${randomBytes(3).toString('hex')}`;
  const start = performance.now();
  await from.say(to, text);
  const heardAt = await to.waitFor(text, hearingMs);
  const latency = heardAt === null ? null : heardAt - start;
  tell(to, latency === null ? `did not hear “${text}”` : `hears “${text}” after ${latency.toFixed(1)} ms`);
  const histories = await Promise.all([from.history(to), to.history(from)]);
  return { from, to, latency, kept: histories.every((texts) => texts.includes(text)) };
};

const main = async () => {
  const gateways = await findGateways();
  if (gateways.length === 0) throw new Error('nothing answers: run `npm start` first, or give the URL of a gateway');
  const people = await gather(gateways);
  const { room, roomName } = await meet(people);
  for (const person of people)
    await person.learn(
      people.filter((other) => other !== person),
      room,
      roomName,
    );
  const results = [];
  for (const from of people) for (const to of people) if (to !== from) results.push(await talk(from, to));
  const allHeard = table(people, results);
  for (const { socket } of people) socket.close();
  return allHeard;
};

main().then(
  (allHeard) => process.exit(allHeard ? 0 : 1),
  (error) => {
    console.error(`demo: ${error.message}`);
    process.exit(1);
  },
);
