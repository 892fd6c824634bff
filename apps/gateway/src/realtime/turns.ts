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
