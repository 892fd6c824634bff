import { messageDeeds } from './message-deeds.harness.js';
import { roomDeeds } from './room-deeds.harness.js';
import { reply, send } from './says.harness.js';
import type { Act, Answer, Scene } from './scene.harness.js';

/** A block that is soon lifted: the other reads something in it, and something else after it. */
const quarrel = async (scene: Scene, turn: Act): Promise<Answer | null> => {
  const other = { ...turn, actor: (turn.actor + 1) % scene.people.length };
  await roomDeeds.block(scene, turn);
  await messageDeeds.read(scene, other);
  await roomDeeds.unblock(scene, turn);
  return messageDeeds.read(scene, { ...other, pick: turn.pick >> 2, through: turn.through >> 1 });
};

const deeds = { send, reply, quarrel, ...messageDeeds, ...roomDeeds };

export type Deed = keyof typeof deeds;

export interface Turn extends Act {
  readonly kind: Deed;
}

/** Refusals are part of the game: the target may be gone, the actor out or blocked. @throws when the server fails */
export const act = async (scene: Scene, turn: Turn): Promise<void> => {
  const answer = await deeds[turn.kind](scene, turn);
  if (answer !== null && answer.status >= 500) throw new Error(`${JSON.stringify(turn)}: ${answer.status} ${JSON.stringify(answer.body)}`);
};
