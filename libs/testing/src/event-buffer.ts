import type { Json } from './http.client.js';

export interface HeardEvent {
  readonly event: string;
  readonly data: Json;
}

interface Waiter {
  readonly matches: (heard: HeardEvent) => boolean;
  readonly resolve: (data: Json) => void;
}

/** What a socket has heard, kept until somebody asks, so that a test never races its socket. */
export class EventBuffer {
  readonly all: HeardEvent[] = [];
  private unread: HeardEvent[] = [];
  private waiters: Waiter[] = [];

  push(heard: HeardEvent): void {
    this.all.push(heard);
    const waiter = this.waiters.find(({ matches }) => matches(heard));
    if (waiter === undefined) return void this.unread.push(heard);
    this.waiters = this.waiters.filter((other) => other !== waiter);
    waiter.resolve(heard.data);
  }

  /** The first unread event of that name that satisfies `matches`; it is then read. Rejects after 5 s. */
  next(event: string, matches: (data: Json) => boolean = () => true): Promise<Json> {
    const isIt = (heard: HeardEvent): boolean => heard.event === event && matches(heard.data);
    const found = this.unread.find(isIt);
    if (found !== undefined) {
      this.unread = this.unread.filter((other) => other !== found);
      return Promise.resolve(found.data);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${event} was not heard; heard: ${this.all.map((heard) => heard.event).join(', ') || 'nothing'}`)),
        5_000,
      );
      this.waiters.push({
        matches: isIt,
        resolve: (data) => {
          clearTimeout(timer);
          resolve(data);
        },
      });
    });
  }

  /** Events of that name heard so far, read or not: for "exactly once" and "none". */
  heard(event: string): readonly Json[] {
    return this.all.filter((heard) => heard.event === event).map(({ data }) => data);
  }
}
