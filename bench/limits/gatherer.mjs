const maxBatch = 512;
const maxInFlight = 2;

/**
 * Sends together what waits at the same moment: at most two batches are under way, and what comes meanwhile is the next.
 * @template Input, Output
 */
export class Gatherer {
  /** @type {{ input: Input, resolve: (output: Output) => void, reject: (error: unknown) => void }[]} */
  #waiting = [];
  #inFlight = 0;
  #isScheduled = false;

  /** @param {(inputs: Input[]) => Promise<Output[]>} send */
  constructor(send) {
    this.send = send;
  }

  /**
   * @param {Input} input
   * @returns {Promise<Output>}
   */
  add(input) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, resolve, reject });
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        this.#flush();
      });
    });
  }

  #flush() {
    while (this.#inFlight < maxInFlight && this.#waiting.length > 0) void this.#sendBatch(this.#waiting.splice(0, maxBatch));
  }

  /** @param {typeof this.#waiting} batch */
  async #sendBatch(batch) {
    this.#inFlight += 1;
    try {
      const outputs = await this.send(batch.map(({ input }) => input));
      batch.forEach(({ resolve }, index) => resolve(outputs[index]));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
    this.#inFlight -= 1;
    this.#flush();
  }
}
