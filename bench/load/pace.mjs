/** The due times of an open loop. None is ever skipped: what a stall held up is fired late, and counts from when it was due. */
export class DueTimes {
  #next = 0;

  /**
   * @param {number} perSecond
   * @param {number} startMs when the first is due
   */
  constructor(perSecond, startMs) {
    this.stepMs = 1_000 / perSecond;
    this.startMs = startMs;
  }

  /**
   * Takes what is due by now.
   * @param {number} nowMs
   * @returns {{ turn: number, dueAt: number }[]} in order; `turn` counts from 0
   */
  take(nowMs) {
    const due = [];
    for (let dueAt = this.#dueAt(); dueAt <= nowMs; dueAt = this.#dueAt()) due.push({ turn: this.#next++, dueAt });
    return due;
  }

  #dueAt() {
    return this.startMs + this.#next * this.stepMs;
  }
}

/**
 * Fires at a rate until told to stop.
 * @param {number} perSecond
 * @param {(turn: number, dueAt: number) => void} fire `dueAt` on the clock of performance.now()
 * @returns {() => void} stops
 */
export function openLoop(perSecond, fire) {
  const times = new DueTimes(perSecond, performance.now());
  const timer = setInterval(() => {
    for (const { turn, dueAt } of times.take(performance.now())) fire(turn, dueAt);
  }, 1);
  return () => clearInterval(timer);
}
