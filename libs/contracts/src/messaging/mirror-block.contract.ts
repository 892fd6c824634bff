import { IsBoolean, IsISO8601 } from 'class-validator';
import { IsId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';

export class MirrorBlockInput {
  @IsId() blockerId!: UserId;
  @IsId() blockedId!: UserId;
  @IsBoolean() isStanding!: boolean;
  /** ISO 8601 UTC with microseconds: an older change never overwrites a newer one. */
  @IsISO8601() changedAt!: string;
}

/** Called by user after commit and before it answers, so that a block holds at once; the events repair what this missed. */
export const mirrorBlock = defineRpc<MirrorBlockInput, null>('messaging.block.mirror', {
  input: MirrorBlockInput,
  errors: [],
  // Its caller's own caller waits, and the event repairs what this missed.
  timeoutMs: 1_000,
  idempotent: true,
});
