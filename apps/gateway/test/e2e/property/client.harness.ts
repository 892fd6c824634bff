import type { HeardEvent } from '@parley/testing';
import { Follower, nameOf, seqOf, type Chat, type DialectName } from '../../sync/follower.harness.js';
import type { Person } from '../../v1/v1.harness.js';
import { take } from './changes.harness.js';
import { Replica } from './replica.harness.js';

/** A careful client (architecture 4): applies what comes live in the order of seq, and asks for what is missing. */
export class Client {
  readonly replica: Replica;
  /** Where it began to listen. */
  start = 0;
  private taken = 0;

  private constructor(
    readonly follower: Follower,
    private readonly name: string,
    /** Which changes never reach it live. */
    private readonly isLost: (seq: number) => boolean,
  ) {
    this.replica = new Replica(follower.dialect);
  }

  static async open(dialect: DialectName, person: Person, gateway: number, chat: Chat, isLost: (seq: number) => boolean): Promise<Client> {
    const client = new Client(await Follower.open(dialect, person, gateway, [chat]), nameOf(dialect, chat), isLost);
    await client.catchUp();
    client.start = client.replica.cursor;
    return client;
  }

  /** Takes what has come so far; a gap is closed by sync. */
  async settle(): Promise<void> {
    let isBehind = false;
    const heard = this.follower.socket.all;
    for (; this.taken < heard.length; this.taken++) {
      const event = heard[this.taken];
      if (event !== undefined) isBehind = this.take(event) || isBehind;
    }
    if (isBehind) await this.catchUp();
  }

  /** As after a beacon. */
  async catchUp(): Promise<void> {
    const { changes } = await this.follower.catchUp({ [this.name]: this.replica.cursor });
    for (const { type, payload, seq } of changes) take(this.replica, type, payload, seq);
  }

  /** Whether the event shows a gap. */
  private take(event: HeardEvent): boolean {
    const seq = seqOf(event);
    const { cursor } = this.replica;
    if (seq === null || seq < cursor || this.isLost(seq)) return false;
    if (event.event === 'sync_hint') return seq > cursor;
    if (seq > cursor + 1) return true;
    take(this.replica, event.event, event.data, seq);
    return false;
  }
}
