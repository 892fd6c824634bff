import { hexOf, parseId } from '@parley/contracts';
import { plain, settled } from '../../chatrooms/chatrooms.harness.js';
import { uniqueName, type WsClient } from '@parley/testing';
import { base64, uuidOf, type Act, type Answer, type Scene } from './scene.harness.js';

type Deed = (scene: Scene, act: Act) => Promise<Answer | null>;

const emojis = ['👍', '🎉', '❤️'];
const emojiOf = ({ pick }: Act): string => emojis[pick % emojis.length] ?? '👍';

const edit: Deed = (scene, act) => {
  const [id, text] = [scene.own(act), uniqueName('edited')];
  if (act.through % 3 === 0) return scene.call(act, 'PUT', `/v1/messages/${id}`, { content_encrypted: base64(text) });
  if (act.through % 3 === 1) return scene.call(act, 'PUT', `${scene.channel}/messages/${uuidOf(id)}`, { content: text });
  return scene.call(act, 'PUT', `${scene.chatroom}/messages/${uuidOf(id)}`, { content: plain(text) });
};

const remove: Deed = (scene, act) => {
  const id = scene.own(act);
  if (act.through % 3 === 0) return scene.call(act, 'DELETE', `/v1/messages/${id}?delete_for=everyone`);
  if (act.through % 3 === 1) return scene.call(act, 'DELETE', `${scene.channel}/messages/${uuidOf(id)}`);
  return scene.ask(act, 'delete_message', { message_id: uuidOf(id) });
};

const react: Deed = (scene, act) => {
  const [id, emoji] = [scene.any(act), emojiOf(act)];
  if (act.through % 3 === 0) return scene.call(act, 'POST', `/v1/messages/${id}/reactions`, { emoji });
  if (act.through % 3 === 1) return scene.call(act, 'POST', `${scene.channel}/messages/${uuidOf(id)}/reactions`, { emoji });
  return scene.call(act, 'POST', `${scene.chatroom}/messages/${uuidOf(id)}/reactions`, { emoji });
};

/** One message, or all up to it, or all there is, as the dialect means it (C45). */
const readings: readonly Deed[] = [
  (scene, act) => scene.call(act, 'POST', `${scene.conversation}/read`, { message_id: scene.any(act) }),
  (scene, act) => scene.call(act, 'GET', `${scene.channel}/messages?limit=100`),
  async (scene, act) => {
    const target = scene.sent.find((one) => one.id === scene.any(act));
    if (target === undefined) return null;
    return scene.ask(act, 'read_receipt', { message_ids: [uuidOf(target.id)], sender_id: scene.numOf(scene.personAt(target.sender)) });
  },
  async (scene, act) => {
    const { socket } = scene.socketOf(act, 'chatrooms');
    socket.send('message_read', { chatroom_id: uuidOf(scene.chat.id), message_id: uuidOf(scene.any(act)) });
    await settled(socket as WsClient);
    return null;
  },
];

const readByReals2Chat: Deed = (scene, act) => scene.call(act, 'GET', `/api/messages/${hexOf(parseId(scene.otherOf(act).id) ?? ('' as never))}`);

const read: Deed = async (scene, act) => {
  const ways = scene.chat.isGroup ? readings : [...readings, readByReals2Chat];
  return (await ways[act.through % ways.length]?.(scene, act)) ?? null;
};

/** A pin is the owner's to set; of a direct conversation either may (A-CB-40). */
const pinning =
  (method: string): Deed =>
  (scene, act) =>
    scene.call({ ...act, actor: scene.chat.isGroup ? 0 : act.actor }, method, `${scene.channel}/messages/${uuidOf(scene.any(act))}/pin`);

export const messageDeeds = {
  edit,
  delete: remove,
  hide: (scene: Scene, act: Act) => scene.call(act, 'DELETE', `/v1/messages/${scene.any(act)}?delete_for=me`),
  react,
  unreact: (scene: Scene, act: Act) =>
    scene.call(act, 'DELETE', `/v1/messages/${scene.any(act)}/reactions?emoji=${encodeURIComponent(emojiOf(act))}`),
  read,
  pin: pinning('POST'),
  unpin: pinning('DELETE'),
} as const;
