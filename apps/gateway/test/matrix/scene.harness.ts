import { hexOf as hexOfId, parseId } from '@parley/contracts';
import { act } from './acts.harness.js';
import type { Actors } from './actors.harness.js';
import type { Row, Scene } from './row.harness.js';

/** The 24 hex digits of an id in any form. */
export const hexOf = (id: string): string => {
  const parsed = parseId(id.replace(/^[a-z]+_/, ''));
  if (parsed === null) throw new Error(`${id} is no id`);
  return hexOfId(parsed);
};

export const uuidOf = (id: string): string => String(parseId(hexOf(id)));

/** A new group and message for one row, and what the row itself needs. */
export const makeScene = async (actors: Actors, row: Row): Promise<Scene> => {
  const group = { type: 'group', name: 'scene', participant_ids: [actors.ben.id] };
  const { data } = await act(actors.ann, 'POST', '/v1/conversations', group);
  const conversationId = hexOf(data.conversation_id);
  const content_encrypted = Buffer.from('text').toString('base64');
  const sent = await act(actors.ann, 'POST', `/v1/conversations/conv_${conversationId}/messages`, { content_encrypted, message_type: 'text' });
  const scene = { actors, conversationId, messageId: hexOf(sent.data.message_id), made: null };
  return row.given === undefined ? scene : { ...scene, made: await row.given(scene) };
};

const v1Prefix: Readonly<Record<string, string>> = { conversationId: 'conv_', messageId: 'msg_', userId: 'usr_' };

/** The path of a route in a scene, each id as the route's dialect writes it. */
export const pathOf = (url: string, row: Row, scene: Scene): string => {
  const { conversationId, messageId, actors } = scene;
  const person = hexOf(actors.ben.id);
  const ids: Readonly<Record<string, string>> = { conversationId, channelId: conversationId, chatroomId: conversationId, messageId, userId: person };
  const render = (name: string): string => {
    const given = row.path?.(scene)[name];
    if (name === 'otherUserId') return person;
    if (given !== undefined && !/^usr_/.test(given)) return given;
    const hex = given === undefined ? ids[name] : hexOf(given);
    if (hex === undefined) throw new Error(`${url}: the row does not say what :${name} is`);
    return url.startsWith('/v1/') ? `${v1Prefix[name] ?? ''}${hex}` : uuidOf(hex);
  };
  return url.replace(/:([A-Za-z]+)/g, (_, name: string) => render(name)) + (row.query?.(scene) ?? '');
};
