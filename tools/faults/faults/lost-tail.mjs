import { setTimeout as delay } from 'node:timers/promises';

const rounds = 6;
const tailAimSeconds = 15;
/** Who was told live has it by then. */
const liveMs = 700;
/** The client of a link that swallows takes it for a dead one after 10 s, and opens another. */
const swallowMs = 6_000;

/** The moments at which the others were given a message; Infinity: not yet. */
const momentsOf = ({ token, conversation, sender }) =>
  conversation.members.filter((member) => member !== sender).map(({ log }) => log.moments.get(token) ?? Infinity);

const sendOne = async (scene, conversation, sender, number) => {
  const token = scene.tokenOf(sender, conversation, number);
  const sentAt = performance.now();
  const answer = await sender.sendCarefully(conversation, token, 10);
  const send = { token, conversation, sender, sentAt, answer };
  scene.noteSend(send);
  return { ...send, at: performance.now() };
};

/** Sends until a message is stored by messaging-1, whose words go nowhere: acknowledged to a repeat, and nobody is told. */
const sendTail = async (victim, scene, conversation, sender, round) => {
  const link = victim.links.of('messaging-1 nats');
  // Who swallows words before messaging-1 is connected again keeps it from hearing any.
  await victim.healthy();
  link.swallow();
  try {
    const until = performance.now() + swallowMs;
    for (let number = round * 100; performance.now() < until; number++, sender.turn++) {
      const sent = await sendOne(scene, conversation, sender, number);
      await delay(liveMs);
      if (momentsOf(sent).includes(Infinity)) return sent;
    }
    return null;
  } finally {
    link.heal();
  }
};

/** Seconds until every other member was given the message; Infinity when that takes too long. */
const arrival = async (sent) => {
  const deadline = sent.at + 2_000 * tailAimSeconds;
  while (momentsOf(sent).includes(Infinity) && performance.now() < deadline) await delay(50);
  return (Math.max(...momentsOf(sent)) - sent.at) / 1_000;
};

/** The live event of a conversation's last message is lost on the way to NATS, and nothing follows that would show the hole. */
export const lostTail = {
  name: 'lost tail',
  does: 'the live event of the last message swallowed on the link of messaging-1 to NATS, then silence',
  // The link is harmed again and again.
  windowSeconds: 120,
  isShort: false,
  inject: async (victim, scene) => {
    const place = await scene.invite(victim, ['v1', 'connectbest', 'chatrooms', 'umoc', 'v1', 'reals2chat'], ([sender, ...others]) => [
      ['room', [sender, ...others.slice(0, 4)]],
      ['direct', [others[4], sender]],
    ]);
    const { guests, conversations } = place;
    const arrivals = [];
    for (let round = 1; round <= rounds; round++) {
      const tail = await sendTail(victim, scene, conversations[round % conversations.length], guests[0], round);
      if (tail !== null) arrivals.push(await arrival(tail));
    }
    scene.expect(arrivals.length > 0, 'no tail was lost: the fault was none');
    scene.aim('tail, s', Math.max(0, ...arrivals), tailAimSeconds);
    scene.aim(
      'reconnects of who waited',
      guests.reduce((sum, { reconnects }) => sum + reconnects, 0),
      0,
    );
    scene.join(place);
  },
};
