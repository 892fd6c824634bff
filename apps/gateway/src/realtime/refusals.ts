import type { Logger } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { stackOf } from '@parley/runtime';

/** What a client is told of a failure: whatever is no refusal is a bug, and of that the log alone hears more. */
export const refusalOf = (error: unknown, logger: Logger): AppError => {
  if (error instanceof AppError) return error;
  logger.error(stackOf(error));
  return new AppError('INTERNAL');
};

/** A client that sent too much at once hears so for each frame; one that goes on and on is none. */
const maxRefusals = 10_000;
const windowMs = 10_000;

/** Frames of one connection that were refused unread: because too many wait, or because they are none. */
export class Refusals {
  private count = 0;
  private since = 0;

  /** Notes one more; true when it is time to hang up. */
  areTooMany(): boolean {
    const now = performance.now();
    if (now - this.since > windowMs) {
      this.since = now;
      this.count = 0;
    }
    this.count += 1;
    return this.count > maxRefusals;
  }
}
