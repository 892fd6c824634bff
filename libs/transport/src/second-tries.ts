/** Second tries that may be saved up, and what each answer in good time adds. */
const most = 50;
const perAnswer = 0.1;

/**
 * Rations the second asking of calls whose answer is late. A replica that died took a handful of them with it, and each
 * is worth another try. When answers are late altogether the fleet is busy, and asking twice would keep it so: whatever
 * is saved up is soon spent, and only answers in good time earn more.
 */
export class SecondTries {
  private left = most;

  /** A call was answered in good time. */
  earn(): void {
    this.left = Math.min(most, this.left + perAnswer);
  }

  /** Whether one more call may be asked again now. */
  spend(): boolean {
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
