import { randomBytes } from 'node:crypto';

/** One person of the demo: a client of one dialect, with what it heard. */
export class Person {
  /**
   * @param {{url: string, name: string, dialect: string, colour: number}} options `url` is the gateway this client uses
   */
  constructor({ url, name, dialect, colour }) {
    this.url = url;
    this.name = name;
    this.dialect = dialect;
    this.colour = colour;
    const unique = randomBytes(4).toString('hex');
    this.username = `${name.toLowerCase()}${unique}`;
    this.email = `${this.username}@demo.example`;
    this.displayName = `${name} ${unique}`;
    this.password = `Demo-${randomBytes(6).toString('hex')}1A`;
    /** Texts heard live, with the moment. @type {Map<string, number>} */
    this.heard = new Map();
    this.listeners = new Set();
  }

  /** One HTTP call; throws with the server's own words when it is refused. */
  async http(method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${this.dialect}: ${method} ${path} answered ${response.status}: ${text.slice(0, 200)}`);
    return JSON.parse(text);
  }

  /** Notes a text that came in over the socket. */
  hear(text) {
    if (this.heard.has(text)) return;
    this.heard.set(text, performance.now());
    for (const listener of this.listeners) listener();
  }

  /** Resolves with the moment `text` was heard; null after `timeoutMs`. */
  async waitFor(text, timeoutMs) {
    return this.until(() => this.heard.get(text) ?? null, timeoutMs);
  }

  /** Repeats `look` after everything heard until it is not null, or the time is up. */
  until(look, timeoutMs) {
    return new Promise((resolve) => {
      const attempt = () => {
        const found = look();
        if (found === null) return;
        done(found);
      };
      const done = (result) => {
        clearTimeout(timer);
        this.listeners.delete(attempt);
        resolve(result);
      };
      const timer = setTimeout(() => done(null), timeoutMs);
      this.listeners.add(attempt);
      attempt();
    });
  }
}
