const maxFrames = 256;
const maxBytes = 1024 * 1024;

/** What carries frames to a client; calls `done` once one has left this process. */
export type Carry<F extends Buffer | string> = (frame: F, done: () => void) => void;

/** Queues that took something in this turn of the event loop. */
const filling: { endTurn(): void }[] = [];
const endTurn = (): void => filling.splice(0).forEach((queue) => queue.endTurn());

const sizeOf = (frame: Buffer | string): number => (typeof frame === 'string' ? Buffer.byteLength(frame) : frame.length);

/**
 * What a connection has said and its client has not taken yet, from before its handshake is answered on: 256 events or
 * 1 MB. Beyond that the client is too slow; it is closed, and will sync. What waits for nothing before it
 * is on its way and fills no queue, so that a long answer, as a page of a history, reaches whoever reads. What is said within one
 * turn of the event loop nobody can have taken yet: a burst, as hundreds of people going offline at once, is no slowness.
 */
export class OutboundQueue<F extends Buffer | string> {
  private frames = 0;
  private fresh = 0;
  private bytes = 0;
  private carry: Carry<F> | null = null;
  private early: { readonly frame: F; readonly size: number }[] = [];

  constructor(private readonly overflow: () => void) {}

  /** False when there is no room: the connection is then closing. */
  push(frame: F): boolean {
    const size = this.frames === 0 ? 0 : sizeOf(frame);
    if (this.frames - this.fresh >= maxFrames || this.bytes + size > maxBytes) {
      this.overflow();
      return false;
    }
    this.frames += 1;
    this.bytes += size;
    if (this.fresh === 0 && filling.push(this) === 1) setImmediate(endTurn);
    this.fresh += 1;
    if (this.carry === null) this.early.push({ frame, size });
    else this.send(this.carry, frame, size);
    return true;
  }

  /** The handshake is answered: what was said before goes out. */
  open(carry: Carry<F>): void {
    const { early } = this;
    this.early = [];
    this.carry = carry;
    for (const { frame, size } of early) this.send(carry, frame, size);
  }

  /** What was said so far waits for the client now. */
  endTurn(): void {
    this.fresh = 0;
  }

  private send(carry: Carry<F>, frame: F, size: number): void {
    carry(frame, () => {
      this.frames -= 1;
      this.bytes -= size;
    });
  }
}
