import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { hexOf, LiveLog } from './live-log.mjs';

export const answerWithinMs = 5_000;
/** For what is no part of the traffic: whoever prepares or judges has patience. */
export const patientMs = 30_000;
export const password = 'Faults-4ever!';

/** A definite refusal: the server has judged the request; 408 and 429 are about the moment, 0 is no answer. */
export const outcomeOf = (status) =>
  status === 0 || status >= 500 || status === 408 || status === 429 ? 'unknown' : status < 300 ? 'ok' : 'refused';

/**
 * A client of one dialect that behaves as a careful one would: it connects again after a pause of chance, on the next
 * gateway, syncs what it missed, and retries what was not answered under the same key.
 */
export class Person {
  /** @param {{dialect: string, urls: readonly string[], number: number}} options */
  constructor({ dialect, urls, number }) {
    this.dialect = dialect;
    this.urls = urls;
    this.turn = number;
    this.username = `${dialect.slice(0, 2)}${number}${randomBytes(4).toString('hex')}`;
    this.email = `${this.username}@faults.example`;
    this.displayName = this.username;
    this.log = new LiveLog(this);
    this.isLeaving = false;
    this.isOpen = false;
    this.reconnects = 0;
  }

  get url() {
    return this.urls[this.turn % this.urls.length];
  }

  /** One HTTP call; `status` 0 when it was cut or not answered in time. */
  async http(method, path, body, headers = {}, withinMs = answerWithinMs) {
    try {
      const response = await fetch(this.url + path, {
        method,
        headers: { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(withinMs),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
    } catch (error) {
      return { status: 0, body: { message: String(error.cause?.message ?? error.message) } };
    }
  }

  /** As `http`; where nobody listens any more it asks the next gateway: nothing was done, so repeating is harmless. */
  async httpSomewhere(method, path, body) {
    const answer = await this.http(method, path, body);
    if (answer.status !== 0 || !answer.body.message.includes('ECONNREFUSED')) return answer;
    this.turn += 1;
    return this.http(method, path, body);
  }

  /** As `http`, but must succeed, and may take its time. */
  async ask(method, path, body) {
    const answer = await this.http(method, path, body, {}, patientMs);
    if (outcomeOf(answer.status) !== 'ok')
      throw new Error(`${this.dialect} ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
    return answer.body;
  }

  /** Opens the socket and keeps it open until `leave`. */
  async connect() {
    await this.open(() => void this.comeBack());
    this.isOpen = true;
  }

  /** Forgets what was before, and follows these conversations from now on. */
  async follow(conversations) {
    this.log.stop();
    this.log = new LiveLog(this);
    for (const conversation of conversations) await this.enter?.(conversation);
    await this.log.start(conversations);
    void this.keepUp();
  }

  /**
   * Asks, until it is answered, to hear of every seq from now on, and every 10 s where its conversations stand: whatever the
   * live path loses is found by that.
   */
  async keepUp() {
    const { socket } = this;
    this.isFollowing = false;
    while (!this.isLeaving && this.socket === socket && !this.isFollowing) {
      try {
        this.askSync();
      } catch {
        // It closes, and another will ask.
      }
      await delay(2_000, undefined, { ref: false });
    }
  }

  /** What a follower is told beside the events, as `{conversation: seq}` in the names of its dialect. */
  told(event, data) {
    if (event === 'sync') this.isFollowing = true;
    if (event === 'sync_hint') this.log.reach(this.hexNamed(data.conversation), data.seq);
    if (event === 'heads') for (const [name, seq] of Object.entries(data)) this.log.reach(this.hexNamed(name), seq);
  }

  /** @param {string} name of a conversation in this dialect */
  hexNamed(name) {
    return hexOf(name);
  }

  async comeBack() {
    this.isOpen = false;
    this.close();
    for (let attempt = 0; !this.isLeaving; attempt++) {
      await delay(Math.random() * Math.min(5_000, 300 * 2 ** attempt));
      this.turn += 1;
      if (this.isLeaving) return;
      try {
        let isOver = false;
        await this.open(() => {
          if (isOver) return;
          isOver = true;
          void this.comeBack();
        });
        this.isOpen = !isOver;
        this.reconnects += 1;
        void this.keepUp();
        this.log.look();
        return;
      } catch {
        this.close();
      }
    }
  }

  /** Resolves once it is connected again. */
  async return() {
    this.isLeaving = false;
    this.log.isStopped = false;
    await this.comeBack();
  }

  /** The same person on another device, at the other gateway; not connected yet. */
  twin() {
    const twin = Object.assign(Object.create(Object.getPrototypeOf(this)), this, { turn: this.turn + 1, socket: undefined });
    twin.log = new LiveLog(twin);
    return twin;
  }

  /** Puts the device away, until `return` or for good. */
  leave() {
    this.isLeaving = true;
    this.log.stop();
    this.close();
  }

  /** A send waits for a socket, as long as one would wait for an answer. */
  async whileClosed() {
    const deadline = performance.now() + answerWithinMs;
    while (!this.isOpen && !this.isLeaving && performance.now() < deadline) await delay(25);
  }

  /**
   * Sends until there is a definite answer, at most `attempts` times, under the same key, on the other gateway after a failure.
   * @returns {Promise<{outcome: string, id?: string, why?: string}>}
   */
  async sendCarefully(conversation, text, attempts, key = text) {
    let last = { outcome: 'unknown', why: 'never tried' };
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (!this.isRest) await this.whileClosed();
      last = await this.send(conversation, text, key);
      if (last.outcome === 'ok') return last;
      // Refused now, it may still be stored by a try that was not answered.
      if (last.outcome === 'refused') return attempt === 0 ? last : { ...last, outcome: 'unknown' };
      await delay(100 + Math.random() * 200);
      if (this.isRest) this.turn += 1;
    }
    return last;
  }
}

/** Resolves with the first of `events`; throws after 5 s. */
export const within = (promise, what) => {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`${what}: no answer within 5 s`)), answerWithinMs)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
