import { randomBytes } from 'node:crypto';

const copies = 50;
const dialects = ['connectbest', 'chatrooms', 'umoc', 'v1', 'reals2chat'];

/** The answer to one copy; asked again, under the same key, while there is none. */
const sendOnce = async (device, conversation, text, key) => {
  let answer = { outcome: 'unknown' };
  for (let attempt = 0; answer.outcome === 'unknown' && attempt < 6; attempt++) answer = await device.send(conversation, text, key);
  return answer;
};

/** What stands in the history of every dialect whose text begins so. */
const stored = async (conversation, start) =>
  Promise.all(conversation.members.map(async (member) => (await member.history(conversation)).filter((text) => text?.startsWith(start))));

/** One key, fifty sends with a text of their own each, half over each gateway, all at once. */
const sendCopies = async (scene, person, conversation) => {
  const key = `once-${randomBytes(6).toString('hex')}`;
  const device = person.twin();
  await device.open(() => {});
  try {
    const send = (n) => sendOnce(n % 2 === 0 ? person : device, conversation, `${key} copy ${n}`, key);
    const answers = await Promise.all(Array.from({ length: copies }, (_, n) => send(n)));
    // The same key with another text, later.
    answers.push(await sendOnce(person, conversation, `${key} another text`, key));
    const of = (what) => new Set(answers.map(what).filter((value) => value !== undefined));
    const refused = answers.find(({ outcome }) => outcome !== 'ok');
    scene.expect(refused === undefined, `${person.dialect}: a copy was answered ${refused?.outcome} ${refused?.why}`);
    scene.expect(of(({ id }) => id).size === 1, `${person.dialect}: ${of(({ id }) => id).size} ids for one key`);
    const kept = await stored(conversation, key);
    const [first] = kept[0];
    for (const texts of kept) scene.expect(texts.length === 1 && texts[0] === first, `${person.dialect}: stored ${JSON.stringify(texts)}`);
    for (const text of of((answer) => answer.text)) scene.expect(text === first, `${person.dialect}: answered "${text}", stored "${first}"`);
    return { key, id: answers[0].id };
  } finally {
    device.close();
  }
};

/** Somebody else's key is another key, even when it reads the same. */
const sendAsAnother = async (scene, other, conversation, { key, id }) => {
  const answer = await sendOnce(other, conversation, `${key} of ${other.dialect}`, key);
  scene.expect(answer.outcome === 'ok' && answer.id !== id, `${other.dialect}: the key of another person was taken for its own`);
  const [texts] = await stored(conversation, key);
  scene.expect(texts.length === 2, `${other.dialect}: ${texts.length} messages of two people's same key`);
};

/** Retries that meet on both gateways and both messaging replicas make one message. */
export const duplicateSends = {
  name: 'duplicate sends',
  does: `one key sent ${copies} times at once over both gateways, in every dialect`,
  windowSeconds: 2,
  isShort: true,
  inject: async (victim, scene) => {
    const { guests, conversations } = await scene.invite(victim, dialects, (all) => [
      ['room', all.slice(0, 4)],
      ['direct', [all[4], all[3]]],
    ]);
    const [room, direct] = conversations;
    for (const person of guests) {
      const conversation = person.dialect === 'reals2chat' ? direct : room;
      const first = await sendCopies(scene, person, conversation);
      await sendAsAnother(
        scene,
        conversation.members.find((member) => member !== person),
        conversation,
        first,
      );
    }
  },
};
