const holeMs = 300;
/** The longest pause of a client whose `sync` fails. */
const patienceMs = 5_000;
const idShape = /^(?:[a-z]{2,6}_)?([0-9a-f]{24})$|^([0-9a-f]{8})-([0-9a-f]{4})-4([0-9a-f]{3})-[0-9a-f]{4}-e55([0-9a-f]{9})$/i;

/** 24 hex digits of an id in any rendering; undefined for what is none. */
export const hexOf = (id) => {
  const match = idShape.exec(String(id));
  return match
    ?.slice(1)
    .filter((part) => part !== undefined)
    .join('')
    .toLowerCase();
};

const places = ['conversation_id', 'chatroom_id', 'channelId', 'conversationId'];
const tokenShape = /faults:[0-9a-f]+:\d+:([0-9a-f]{24}):\d+/;

/**
 * One client's merged stream of each conversation: pushed events and synced ranges, applied only in the order of their
 * `seq`. A hole is waited for a moment, then fetched.
 */
export class LiveLog {
  /** hex → the last seq applied. @type {Map<string, number>} */
  cursors = new Map();
  /** hex → texts of messages applied, in order. @type {Map<string, string[]>} */
  applied = new Map();
  /** text → the moment it was applied. @type {Map<string, number>} */
  moments = new Map();
  /** hex → seq → text or null, waiting for what comes before. */
  waiting = new Map();
  /** Pushed again after it had been applied: allowed, counted. */
  rawRepeats = 0;
  syncs = 0;
  foreign = [];
  /** Token → when it was first pushed here, by `performance.now()`. @type {Map<string, number>} */
  heardAt = new Map();

  /** @param {import('./person.mjs').Person} person */
  constructor(person) {
    this.person = person;
  }

  /** From now on the log of these conversations is whole: their heads are its beginning. */
  async start(conversations) {
    const { data } = await this.person.ask('GET', '/v1/sync');
    for (const { hex } of conversations) {
      const head = data.heads[`conv_${hex}`];
      if (head === undefined) throw new Error(`${this.person.username} is told of no head of ${hex}`);
      this.cursors.set(hex, head);
      this.applied.set(hex, []);
      this.waiting.set(hex, new Map());
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.isStopped = true;
  }

  /** Takes one pushed object of any dialect. */
  hear(data, text) {
    const holder = data?.message ?? data;
    const seq = data?.seq ?? holder?.seq;
    const place = places.map((key) => data?.[key] ?? holder?.[key]).find((value) => value !== undefined);
    const token = text === undefined ? null : tokenShape.exec(text);
    const hex = token?.[1] ?? hexOf(place);
    if (hex === undefined || !Number.isInteger(seq)) return;
    if (!this.cursors.has(hex)) {
      if (text !== undefined && token) this.foreign.push(text);
      return;
    }
    if (token && !this.heardAt.has(token[0])) this.heardAt.set(token[0], performance.now());
    this.take(hex, seq, token?.[0] ?? null);
    this.drain(hex);
    if (this.waiting.get(hex).size > 0) this.look();
  }

  /** Told that a conversation goes at least so far. */
  reach(hex, seq) {
    if (seq > (this.cursors.get(hex) ?? seq)) this.look();
  }

  take(hex, seq, text) {
    if (seq <= this.cursors.get(hex) || this.waiting.get(hex).has(seq)) this.rawRepeats += 1;
    else this.waiting.get(hex).set(seq, text);
  }

  drain(hex) {
    const waiting = this.waiting.get(hex);
    for (let next = this.cursors.get(hex) + 1; waiting.has(next); next++) {
      const text = waiting.get(next);
      waiting.delete(next);
      if (text !== null) {
        this.applied.get(hex).push(text);
        this.moments.set(text, performance.now());
      }
      this.cursors.set(hex, next);
    }
  }

  /** Fetches soon what is missing; after a failure later, and not when everybody does. */
  look(pauseMs = holeMs) {
    if (this.timer !== undefined || this.isStopped) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.sync().then((isWhole) => isWhole || this.look(Math.min(patienceMs, pauseMs * (1 + 2 * Math.random()))));
    }, pauseMs);
  }

  /** Fetches every range that is missing. @returns {Promise<boolean>} whether the log is whole now */
  async sync() {
    this.syncs += 1;
    for (;;) {
      const cursors = Object.fromEntries([...this.cursors].map(([hex, seq]) => [`conv_${hex}`, seq]));
      const query = Buffer.from(JSON.stringify(cursors)).toString('base64url');
      const { status, body } = await this.person.http('GET', `/v1/sync?cursors=${query}`);
      if (status !== 200) return false;
      for (const { conversation_id, seq, type, payload } of body.data.changes) {
        const hex = hexOf(conversation_id);
        if (!this.cursors.has(hex)) continue;
        const encoded = type === 'message_received' ? payload.message.content_encrypted : undefined;
        const text = typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString() : '';
        // It shows the message as it is by now: edited, perhaps.
        if (seq > this.cursors.get(hex)) this.waiting.get(hex).set(seq, tokenShape.exec(text)?.[0] ?? null);
        this.drain(hex);
      }
      const isBehind = Object.entries(body.data.heads).some(([id, head]) => (this.cursors.get(hexOf(id)) ?? head) < head);
      if (!isBehind) return true;
      if (body.data.changes.length === 0) return false;
    }
  }
}
