import { AppError } from '@parley/contracts';

/** Lets so many do their work at once, in the order they asked, and refuses whoever had to wait too long. */
export class FewAtOnce {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly patienceMs: number,
  ) {}

  /** @throws {AppError} SERVICE_UNAVAILABLE after too long a wait */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const asked = performance.now();
    if (this.underWay < this.most) this.underWay += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      if (performance.now() - asked > this.patienceMs) throw new AppError('SERVICE_UNAVAILABLE');
      return await work();
    } finally {
      // The place goes to the first that waits.
      const next = this.waiting.shift();
      if (next === undefined) this.underWay -= 1;
      else next();
    }
  }
}
