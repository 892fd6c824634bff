import { hexOf, parseId } from '@parley/contracts';
import { uniqueName } from '@parley/testing';
import { uuidOf, type Act, type Answer, type Scene } from './scene.harness.js';

type Deed = (scene: Scene, act: Act) => Promise<Answer | null>;

const byOwner = (act: Act): Act => ({ ...act, actor: 0 });

/** Now and then somebody comes in as an admin. */
const come: Deed = (scene, act) => {
  const { id } = scene.personAt(scene.guest(act));
  if (act.through % 2 === 0) return scene.call(byOwner(act), 'POST', `${scene.conversation}/participants`, { participant_ids: [id] });
  const role = act.through % 4 === 1 ? 'admin' : 'member';
  return scene.call(byOwner(act), 'POST', `${scene.channel}/members`, { userIds: [uuidOf(id)], role });
};

const go: Deed = (scene, act) => {
  const guest = scene.guest(act);
  const { id } = scene.personAt(guest);
  if (act.through % 3 === 0) return scene.call(byOwner(act), 'DELETE', `${scene.conversation}/participants/${id}`);
  if (act.through % 3 === 1) return scene.call(byOwner(act), 'DELETE', `${scene.channel}/members/${uuidOf(id)}`);
  return scene.call({ ...act, actor: guest }, 'POST', `${scene.chatroom}/leave`);
};

/** By a code that somebody has once been given: it may be used up. */
const join: Deed = async (scene, act) => {
  const code = scene.codes[act.pick % Math.max(1, scene.codes.length)];
  return code === undefined ? null : scene.call({ ...act, actor: scene.guest(act) }, 'POST', `/chatrooms/join/${code}`);
};

/** Owner and admins may; the one it is for comes at once, or does not. */
const invite: Deed = async (scene, act) => {
  const answer = await scene.call(act.through % 2 === 0 ? byOwner(act) : act, 'POST', `${scene.chatroom}/invite`, { max_uses: 1 + (act.pick % 2) });
  if (answer.status !== 201) return answer;
  const code: string = answer.body.data.invitation.invite_code;
  scene.codes.push(code);
  return act.pick % 3 === 0 ? answer : scene.call({ ...act, actor: scene.guest(act) }, 'POST', `/chatrooms/join/${code}`);
};

/** Of anybody but the owner, who alone may. */
const ranking =
  (isAdmin: boolean): Deed =>
  (scene, act) => {
    const userId = uuidOf(scene.personAt(1 + (act.pick % 3)).id);
    if (act.through % 2 === 0) return scene.call(byOwner(act), 'PUT', `${scene.channel}/members/${userId}`, { role: isAdmin ? 'admin' : 'member' });
    return scene.call(byOwner(act), 'PUT', `${scene.chatroom}/members/${userId}`, { role: isAdmin ? 'moderator' : 'member' });
  };

const rename: Deed = (scene, given) => {
  const act = given.pick % 2 === 0 ? byOwner(given) : given;
  const name = uniqueName('named');
  if (act.through % 3 === 0) return scene.call(act, 'PUT', scene.conversation, { name });
  if (act.through % 3 === 1) return scene.call(act, 'PUT', scene.channel, { name });
  return scene.call(act, 'PUT', scene.chatroom, { name });
};

/** Bars the next one, or ends that (C31). */
const blocking =
  (isBlocked: boolean): Deed =>
  (scene, act) => {
    const other = scene.otherOf(act);
    if (act.through % 3 === 0)
      return scene.call(act, 'PUT', `/api/conversations/${hexOf(parseId(other.id) ?? ('' as never))}/metadata`, { isBlocked });
    if (act.through % 3 === 1) return scene.ask(act, isBlocked ? 'block_contact' : 'unblock_contact', { contact_id: scene.numOf(other) });
    if (isBlocked) return scene.call(act, 'POST', '/v1/users/me/blocked', { user_id: other.id });
    return scene.call(act, 'DELETE', `/v1/users/me/blocked/${other.id}`);
  };

/** What is done to who is in a conversation, and to what it is called. */
export const roomDeeds = {
  come,
  go,
  join,
  invite,
  promote: ranking(true),
  demote: ranking(false),
  rename,
  block: blocking(true),
  unblock: blocking(false),
} as const;
