import { headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { AppError } from '@parley/contracts';
import type { WireReply } from './wire.js';

/** Below the servers' max_payload (1 MB by default), headers included. */
const partBytes = 768 * 1024;
const moreHeader = 'Parley-More';

/** Answers a request; a reply larger than one NATS message leaves in parts, in order. */
export const sendReply = (message: Msg, reply: WireReply): void => {
  const bytes = Buffer.from(JSON.stringify(reply));
  let start = 0;
  while (bytes.length - start > partBytes) {
    const more = headers();
    more.set(moreHeader, '1');
    message.respond(bytes.subarray(start, start + partBytes), { headers: more });
    start += partBytes;
  }
  message.respond(bytes.subarray(start));
};

interface Pending {
  readonly parts: Uint8Array[];
  readonly resolve: (reply: WireReply) => void;
  readonly reject: (error: AppError) => void;
  timer: NodeJS.Timeout;
}

/** An answer takes milliseconds; after so many, or half the deadline, it may be that whoever was asked is no more. */
const silenceMs = 750;

/** Why no reply came. `absent`: nobody listened, so nothing was done and asking again is always safe. */
export type Silence = 'absent' | 'late';

/** One reply subscription for all calls of a process; puts parts together. */
export class ReplyInbox {
  private readonly pending = new Map<string, Pending>();
  private readonly base: string;
  private next = 0;

  constructor(private readonly connection: NatsConnection) {
    this.base = `_INBOX.${crypto.randomUUID()}`;
    connection.subscribe(`${this.base}.*`, { callback: (_error, message) => this.receive(message) });
  }

  /**
   * Calls `onSilence` once while there still is no answer, and goes on waiting.
   * @throws {AppError} SERVICE_UNAVAILABLE with cause 'absent' or 'late'; BODY_TOO_LARGE for what no message can hold
   */
  request(subject: string, payload: string, timeoutMs: number, onSilence: () => void): Promise<WireReply> {
    const token = (this.next++).toString(36);
    const firstMs = Math.min(silenceMs, timeoutMs / 2);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const pending = this.pending.get(token);
        if (pending === undefined) return;
        pending.timer = setTimeout(() => this.fail(token, 'late'), timeoutMs - firstMs);
        onSilence();
      }, firstMs);
      this.pending.set(token, { parts: [], resolve, reject, timer });
      try {
        this.connection.publish(subject, payload, { reply: `${this.base}.${token}` });
      } catch (cause) {
        clearTimeout(timer);
        this.pending.delete(token);
        reject(new AppError(this.holds(payload) ? 'SERVICE_UNAVAILABLE' : 'BODY_TOO_LARGE', {}, { cause }));
      }
    });
  }

  private holds(payload: string): boolean {
    return Buffer.byteLength(payload) <= (this.connection.info?.max_payload ?? Infinity);
  }

  private receive(message: Msg): void {
    const token = message.subject.slice(this.base.length + 1);
    const pending = this.pending.get(token);
    if (pending === undefined) return;
    if (message.headers?.code === 503) return this.fail(token, 'absent');
    pending.parts.push(message.data);
    if (message.headers?.has(moreHeader) === true) return;
    clearTimeout(pending.timer);
    this.pending.delete(token);
    const text = pending.parts.length === 1 ? message.string() : Buffer.concat(pending.parts).toString();
    pending.resolve(JSON.parse(text) as WireReply);
  }

  private fail(token: string, silence: Silence): void {
    const pending = this.pending.get(token);
    if (pending === undefined) return;
    clearTimeout(pending.timer);
    this.pending.delete(token);
    pending.reject(new AppError('SERVICE_UNAVAILABLE', {}, { cause: silence }));
  }
}
