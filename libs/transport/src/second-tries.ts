/** How many calls may be asked twice: at once, and for each second that passes. */
const most = 100;
const perSecond = 20;

/**
 * Rations the second asking of calls whose answer is late. A replica that died took a handful of them with it, and each
 * is worth another try; when very many are late the fleet is busy, and asking twice would keep it so.
 */
export class SecondTries {
  private left = most;
  private countedAt = performance.now();

  /** Whether one more call may be asked again now. */
  take(): boolean {
    const now = performance.now();
    this.left = Math.min(most, this.left + ((now - this.countedAt) / 1_000) * perSecond);
    this.countedAt = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
