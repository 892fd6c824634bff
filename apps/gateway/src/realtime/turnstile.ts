import { AppError } from '@parley/contracts';

export interface TurnstileLimits {
  /** Pieces of work under way at once. */
  readonly atOnce: number;
  /** Those of each rank that may wait for a place. */
  readonly mostWaiting: number;
  /** Who comes in and has waited longer is refused: his client would give up soon, and come again while we work for nobody. */
  readonly longestWaitMs: number;
  /** Who is refused is told to come back within so many seconds, each at a moment of his own. */
  readonly returnWithinSeconds: number;
}

/** `inside` goes first: who has come in is served before the next comes in. */
export type Rank = 'entering' | 'inside';

interface Waiting {
  readonly since: number;
  readonly timer: NodeJS.Timeout | undefined;
  enter(): void;
  refuse(): void;
}

/** Lets so much work in at once, keeps bounded queues in order, and refuses the rest, with a time to come back. */
export class Turnstile {
  private places: number;
  private readonly queues: Readonly<Record<Rank, Waiting[]>> = { entering: [], inside: [] };
  private isClosed = false;

  constructor(
    private readonly limits: TurnstileLimits,
    private readonly count: (rank: Rank, outcome: 'admitted' | 'refused') => void = () => {},
  ) {
    this.places = limits.atOnce;
  }

  get underWay(): number {
    return this.limits.atOnce - this.places;
  }

  waiting(rank: Rank): number {
    return this.queues[rank].length;
  }

  /** How long the first of a queue has waited. */
  lateMs(rank: Rank): number {
    const [first] = this.queues[rank];
    return first === undefined ? 0 : performance.now() - first.since;
  }

  /** Whether who wants to enter now is refused. */
  get isFull(): boolean {
    return this.isClosed || (this.places === 0 && this.waiting('entering') >= this.limits.mostWaiting);
  }

  /** From now on nobody enters, and who waits to is refused. What is inside goes on. */
  close(): void {
    this.isClosed = true;
    for (const waiting of this.queues.entering.splice(0)) waiting.refuse();
  }

  /** Runs `work` when its turn has come. @throws {AppError} SERVICE_UNAVAILABLE with details.retryAfterSeconds */
  async pass<T>(rank: Rank, work: () => Promise<T>): Promise<T> {
    await this.turn(rank);
    try {
      return await work();
    } finally {
      this.places += 1;
      (this.queues.inside.shift() ?? this.queues.entering.shift())?.enter();
    }
  }

  /** What who came too many is told. */
  refusal(rank: Rank): AppError {
    this.count(rank, 'refused');
    return new AppError('SERVICE_UNAVAILABLE', { retryAfterSeconds: 1 + Math.floor(Math.random() * this.limits.returnWithinSeconds) });
  }

  private turn(rank: Rank): Promise<void> {
    const isRefused = rank === 'entering' ? this.isFull : this.waiting('inside') >= this.limits.mostWaiting;
    if (isRefused) return Promise.reject(this.refusal(rank));
    if (this.places === 0) return this.wait(rank);
    this.take(rank);
    return Promise.resolve();
  }

  private wait(rank: Rank): Promise<void> {
    const queue = this.queues[rank];
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        since: performance.now(),
        timer:
          rank === 'inside' ? undefined : setTimeout(() => queue.splice(queue.indexOf(waiting), 1)[0]?.refuse(), this.limits.longestWaitMs).unref(),
        enter: () => {
          clearTimeout(waiting.timer);
          this.take(rank);
          resolve();
        },
        refuse: () => {
          clearTimeout(waiting.timer);
          reject(this.refusal(rank));
        },
      };
      queue.push(waiting);
    });
  }

  private take(rank: Rank): void {
    this.places -= 1;
    this.count(rank, 'admitted');
  }
}
