/**
 * Lets work for one key happen one after another in this process, in the order asked; a failure is no obstacle for the next.
 * Also where a row lock decides between processes: whoever waits for that holds a connection, and a burst would take the whole pool.
 */
export class KeyedTurns {
  private readonly lastOf = new Map<string, Promise<void>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.lastOf.get(key) ?? Promise.resolve()).then(work);
    const end = result.then(
      () => {},
      () => {},
    );
    this.lastOf.set(key, end);
    try {
      return await result;
    } finally {
      if (this.lastOf.get(key) === end) this.lastOf.delete(key);
    }
  }

  /** Keys with work waiting or under way. */
  get size(): number {
    return this.lastOf.size;
  }
}
