import { hexOf, parseId } from '@parley/contracts';
import { eventually, IoClient, uniqueName, type Json } from '@parley/testing';
import { textFrame } from '../../chatrooms/chatrooms.harness.js';
import { answered, base64, uuidOf, type Act, type Answer, type Scene } from './scene.harness.js';

type Way = (scene: Scene, act: Act, text: string, to: string | null) => Promise<Answer>;

/** A frame is answered by the message as its sender hears it, or by an error, either with its `client_id` (A-RC-22). */
const byRoomSocket: Way = async (scene, act, text, to) => {
  const { socket } = scene.socketOf(act, 'chatrooms');
  const key = uniqueName('c');
  socket.send('send_message', { ...textFrame(uuidOf(scene.chat.id), text, key), reply_to: to === null ? null : uuidOf(to) });
  const { event, data } = await eventually(() => {
    const heard = socket.all.find(({ data: one }) => (one?.client_id ?? one?.details?.client_id) === key);
    if (heard === undefined) throw new Error(`no answer to ${key}`);
    return heard;
  }, 5_000);
  return answered(data, event === 'message_received');
};

const bySocketOfReals2Chat: Way = async (scene, act, text) => {
  const { socket } = scene.socketOf(act, 'reals2chat');
  if (!(socket instanceof IoClient)) throw new Error('Reals2Chat speaks Socket.IO');
  const body = await socket.ask('sendMessage', { recipientId: recipientOf(scene, act), text });
  return answered(body, body.success);
};

const recipientOf = (scene: Scene, act: Act): string => hexOf(parseId(scene.otherOf(act).id) ?? ('' as never));

/** A quote of v1 and chatrooms, a thread of ConnectBest (C51); the others answer nothing. */
const replying: readonly Way[] = [
  (scene, act, text, to) => {
    const body = { content_encrypted: base64(text), message_type: 'text', ...(to === null ? {} : { reply_to_message_id: to }) };
    return scene.call(act, 'POST', `${scene.conversation}/messages`, body);
  },
  (scene, act, content, to) =>
    scene.call(act, 'POST', `${scene.channel}/messages/send`, { content, ...(to === null ? {} : { parentMessageId: uuidOf(to) }) }),
  byRoomSocket,
];

const ofAny: readonly Way[] = [
  ...replying,
  (scene, act, content) => {
    const recipient_id = scene.chat.isGroup ? scene.chat.num : scene.numOf(scene.otherOf(act));
    return scene.ask(act, 'send_message', { recipient_id, is_group: scene.chat.isGroup, content });
  },
];

/** Reals2Chat shows no groups. */
const ofDirect: readonly Way[] = [
  ...ofAny,
  (scene, act, text) => scene.call(act, 'POST', '/api/messages/send', { recipientId: recipientOf(scene, act), text }),
  bySocketOfReals2Chat,
];

const idOf = (body: Json): string => uuidOf(body.data?.message_id ?? body.message?.id ?? body.message?._id ?? body.message_id);

/** A reply through ConnectBest opens a thread, or goes on with one; another joins the thread of what it answers. */
const noteThread = ({ threads }: Scene, id: string, to: string, root: string | undefined): void => {
  const joined = root ?? [...threads].find(([, replies]) => replies.includes(to))?.[0];
  if (joined !== undefined) threads.set(joined, [...(threads.get(joined) ?? []), id]);
};

const say = async (scene: Scene, act: Act, ways: readonly Way[], to: string | null): Promise<Answer> => {
  const text = `${uniqueName('said')} ${scene.sent.length}`;
  const answer = await ways[act.through % ways.length]?.(scene, act, text, to);
  if (answer === undefined) throw new Error('no way to say it');
  if (answer.status >= 300) return answer;
  const id = idOf(answer.body);
  scene.sent.push({ id, sender: act.actor });
  if (to !== null) noteThread(scene, id, uuidOf(to), answer.body.message?.parentMessageId);
  return answer;
};

export const send = (scene: Scene, act: Act): Promise<Answer> => say(scene, act, scene.chat.isGroup ? ofAny : ofDirect, null);

export const reply = (scene: Scene, act: Act): Promise<Answer> => say(scene, act, replying, scene.any(act));
