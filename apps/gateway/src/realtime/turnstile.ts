import { AppError } from '@parley/contracts';

export interface TurnstileLimits {
  /** Pieces of work under way at once. */
  readonly atOnce: number;
  /** Those that may wait for a place. */
  readonly mostWaiting: number;
  /** Who has waited longer is refused: his client has given up by then, and would come again while we work for nobody. */
  readonly longestWaitMs: number;
  /** Who is refused is told to come back within so many seconds, each at a moment of his own. */
  readonly returnWithinSeconds: number;
}

interface Waiting {
  readonly since: number;
  enter(): void;
  refuse(): void;
}

/** Lets so much work in at once, keeps a bounded queue in order, and refuses the rest at once, with a time to come back. */
export class Turnstile {
  private inside = 0;
  private readonly queue: Waiting[] = [];
  private isClosed = false;

  constructor(
    private readonly limits: TurnstileLimits,
    private readonly count: (outcome: 'admitted' | 'refused') => void = () => {},
  ) {}

  get underWay(): number {
    return this.inside;
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** How long the first in the queue has waited: what work under way does not keep up with. */
  get lateMs(): number {
    const [first] = this.queue;
    return first === undefined ? 0 : performance.now() - first.since;
  }

  /** Whether who comes now is refused. */
  get isFull(): boolean {
    return this.isClosed || (this.inside >= this.limits.atOnce && this.queue.length >= this.limits.mostWaiting);
  }

  /** From now on nobody is let in; who waits is refused. What is inside ends by itself. */
  close(): void {
    this.isClosed = true;
    for (const waiting of this.queue.splice(0)) waiting.refuse();
  }

  /** Runs `work` when its turn has come. @throws {AppError} SERVICE_UNAVAILABLE with details.retryAfterSeconds */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.inside -= 1;
      this.admitNext();
    }
  }

  /** What who came too many is told. */
  refusal(): AppError {
    this.count('refused');
    return new AppError('SERVICE_UNAVAILABLE', { retryAfterSeconds: 1 + Math.floor(Math.random() * this.limits.returnWithinSeconds) });
  }

  private enter(): Promise<void> {
    if (this.isFull) return Promise.reject(this.refusal());
    if (this.inside < this.limits.atOnce) {
      this.admit();
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      this.queue.push({
        since: performance.now(),
        enter: () => {
          this.admit();
          resolve();
        },
        refuse: () => reject(this.refusal()),
      });
    });
  }

  private admit(): void {
    this.inside += 1;
    this.count('admitted');
  }

  private admitNext(): void {
    const oldest = performance.now() - this.limits.longestWaitMs;
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      if (next.since >= oldest) return next.enter();
      next.refuse();
    }
  }
}
