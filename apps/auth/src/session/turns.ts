import { Injectable } from '@nestjs/common';

/**
 * Lets work for one key happen one after another in this process, in the order asked. The row lock decides between
 * processes; but whoever waits for it holds a connection, and a burst of log-ins of one account would take the whole pool.
 */
@Injectable()
export class Turns {
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
