/** Second tries that may be saved up, and what each prompt answer adds. */
const most = 50;
const perAnswer = 1;
/** What a fleet takes that is not busy, with plenty to spare. */
const promptMs = 150;

/**
 * Rations the second asking of calls whose answer is late. A replica that died took a handful of them with it, one of two
 * that stands still takes every other one; each is worth another try as long as as many are answered promptly. When answers
 * are slow altogether the fleet is busy, and asking twice would keep it so: whatever is saved up is soon spent.
 */
export class SecondTries {
  private left = most;

  /** A call was answered, after so long. */
  earn(tookMs: number): void {
    if (tookMs <= promptMs) this.left = Math.min(most, this.left + perAnswer);
  }

  /** Whether one more call may be asked again now. */
  spend(): boolean {
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
