import { messageDeeds } from './message-deeds.harness.js';
import { roomDeeds } from './room-deeds.harness.js';
import { reply, send } from './says.harness.js';
import type { Act, Scene } from './scene.harness.js';

const deeds = { send, reply, ...messageDeeds, ...roomDeeds };

export type Deed = keyof typeof deeds;

export interface Turn extends Act {
  readonly kind: Deed;
}

/** Refusals are part of the game: the target may be gone, the actor out or blocked. @throws when the server fails */
export const act = async (scene: Scene, turn: Turn): Promise<void> => {
  const answer = await deeds[turn.kind](scene, turn);
  if (answer !== null && answer.status >= 500) throw new Error(`${JSON.stringify(turn)}: ${answer.status} ${JSON.stringify(answer.body)}`);
};
