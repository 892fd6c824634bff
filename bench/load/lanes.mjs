import { setTimeout as sleep } from 'node:timers/promises';
import { openLoop } from './pace.mjs';
import { rounded, Samples } from './samples.mjs';

const numberChars = 9;

/**
 * @typedef {object} Load
 * @property {number} [window] closed loop: messages under way in each lane
 * @property {number} [perSecond] open loop: messages in all lanes together
 * @property {number} warmupSeconds
 * @property {number} seconds
 * @property {number} bodyBytes
 *
 * @typedef {(lane: number, turn: number, body: string) => Promise<unknown> | void} Send a promise is the server's acknowledgement
 *
 * @typedef {{ lane: number, at: number, left: number, isMeasured: boolean }} Letter a message under way
 */

/** Lanes of messages: a pair of people, or a room. Numbers every message, and follows it to its receivers. */
export class Lanes {
  #send;
  #load;
  /** @type {Map<number, Letter>} */
  #underWay = new Map();
  #sent = 0;
  #arrived = 0;
  #missing = 0;
  #isOpen = true;
  #isMeasuring = false;
  #latency = new Samples();
  #acknowledged = new Samples();
  #failures = 0;

  /**
   * @param {object} options
   * @param {number} options.count
   * @param {number} options.receivers of each message
   * @param {Load} options.load
   * @param {Send} options.send
   * @param {number} [options.drainMs] how long what is under way at the end may still take to arrive
   */
  constructor({ count, receivers, load, send, drainMs = 15_000 }) {
    this.count = count;
    this.receivers = receivers;
    this.drainMs = drainMs;
    this.#load = load;
    this.#send = send;
    this.padding = 'x'.repeat(Math.max(0, load.bodyBytes - numberChars - 1));
  }

  /**
   * A body has reached one of its receivers. In a closed loop the lane's next message leaves when the last has it.
   * @param {string} body or its beginning
   */
  arrived(body) {
    const letter = this.#underWay.get(parseInt(body, 10));
    if (letter === undefined) return;
    this.#arrived += 1;
    this.#missing -= 1;
    letter.left -= 1;
    if (letter.isMeasured) this.#latency.add(performance.now() - letter.at);
    if (letter.left > 0) return;
    this.#underWay.delete(parseInt(body, 10));
    if (this.#load.window !== undefined && this.#isOpen) this.#post(letter.lane, performance.now());
  }

  /**
   * Runs warm-up and measurement, then waits for what is under way.
   * @param {import('./process-meter.mjs').ProcessMeter} meter
   */
  async run(meter) {
    const stop = this.#start();
    await sleep(this.#load.warmupSeconds * 1_000);
    this.#isMeasuring = true;
    meter.start();
    const before = { arrived: this.#arrived, at: performance.now() };
    await sleep(this.#load.seconds * 1_000);
    const seconds = (performance.now() - before.at) / 1_000;
    const deliveries = this.#arrived - before.arrived;
    const cpu = meter.stop(deliveries);
    this.#isMeasuring = false;
    this.#isOpen = false;
    stop();
    await this.#drain();
    return {
      metrics: { perSecond: rounded(deliveries / seconds, 1), latencyMs: this.#latency.summary(), acknowledgedMs: this.#acknowledged.summary() },
      cpu,
      faults: { lost: this.#missing, refused: this.#failures },
    };
  }

  #start() {
    const { window, perSecond } = this.#load;
    if (perSecond !== undefined) return openLoop(perSecond, (turn, dueAt) => this.#post(turn % this.count, dueAt));
    for (let place = 0; place < (window ?? 1); place++) for (let lane = 0; lane < this.count; lane++) this.#post(lane, performance.now());
    return () => {};
  }

  /**
   * @param {number} lane
   * @param {number} at when it was due
   */
  #post(lane, at) {
    const number = this.#sent++;
    const letter = { lane, at, left: this.receivers, isMeasured: this.#isMeasuring };
    this.#underWay.set(number, letter);
    this.#missing += this.receivers;
    const answer = this.#send(lane, number, `${String(number).padStart(numberChars, '0')}|${this.padding}`);
    answer?.then(
      () => letter.isMeasured && this.#acknowledged.add(performance.now() - at),
      () => (this.#failures += 1),
    );
  }

  async #drain() {
    const deadline = performance.now() + this.drainMs;
    while (this.#missing > 0 && performance.now() < deadline) await sleep(50);
  }
}
