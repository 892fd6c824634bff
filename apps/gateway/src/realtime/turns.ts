/** Frames of one client that may wait for their turn. */
const maxWaiting = 256;

/** Work of one connection, one piece after another, so that its client's own order holds. */
export class Turns {
  private waiting = 0;
  private last: Promise<void> = Promise.resolve();

  get isFull(): boolean {
    return this.waiting >= maxWaiting;
  }

  /** Resolves when its turn is over; a failure is `refused`, and is no obstacle for the next. */
  take(work: () => Promise<void> | undefined, refused: (error: unknown) => void): Promise<void> {
    this.waiting += 1;
    this.last = this.last
      .then(work)
      .catch(refused)
      .finally(() => (this.waiting -= 1));
    return this.last;
  }
}

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
