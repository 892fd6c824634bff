const maxFrames = 256;
const maxBytes = 1024 * 1024;

/** What carries frames to a client; calls `done` once one has left this process. */
export type Carry = (frame: Buffer | string, done: () => void) => void;

/**
 * What a connection has said and its client has not taken yet, from before its handshake is answered on: 256 events or
 * 1 MB (architecture 4). Beyond that the client is too slow; it is closed, and will sync.
 */
export class OutboundQueue {
  private frames = 0;
  private bytes = 0;
  private carry: Carry | null = null;
  private early: (Buffer | string)[] = [];

  constructor(private readonly overflow: () => void) {}

  /** False when there is no room: the connection is then closing. */
  push(frame: Buffer | string): boolean {
    const size = typeof frame === 'string' ? Buffer.byteLength(frame) : frame.length;
    if (this.frames >= maxFrames || this.bytes + size > maxBytes) {
      this.overflow();
      return false;
    }
    this.frames += 1;
    this.bytes += size;
    if (this.carry === null) this.early.push(frame);
    else this.send(this.carry, frame, size);
    return true;
  }

  /** The handshake is answered: what was said before goes out. */
  open(carry: Carry): void {
    const { early } = this;
    this.early = [];
    this.carry = carry;
    for (const frame of early) this.send(carry, frame, typeof frame === 'string' ? Buffer.byteLength(frame) : frame.length);
  }

  private send(carry: Carry, frame: Buffer | string, size: number): void {
    carry(frame, () => {
      this.frames -= 1;
      this.bytes -= size;
    });
  }
}
