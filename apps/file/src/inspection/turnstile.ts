/** Lets a few through at a time; the others wait in line. */
export class Turnstile {
  private free: number;
  private readonly line: (() => void)[] = [];

  constructor(places: number) {
    this.free = places;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.free === 0) await new Promise<void>((resolve) => this.line.push(resolve));
    else this.free--;
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next === undefined) this.free++;
      else next();
    }
  }
}
