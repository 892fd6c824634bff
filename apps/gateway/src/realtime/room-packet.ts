import type { MessagePlace } from './present-event.js';

/** The packet of `LiveSocket.tell`: for the receiving socket's protocol, not for its client. */
export const toldEvent = '$told';

/** One emission, encoded once per replica and shared by all its receivers. */
export class RoomPacket {
  private readonly frames = new Map<string, string | Buffer>();

  constructor(
    readonly event: string,
    /** JSON of the event's one argument. */
    readonly dataJson: string,
    /** The message that is delivered with it, if it brings one. */
    readonly receipt: MessagePlace | null,
  ) {}

  /** The frame of a protocol, as text or bytes, made by the first receiver that needs it; a key stands for one `make`. */
  frame<F extends string | Buffer>(key: string, make: (event: string, dataJson: string) => F): F {
    const known = this.frames.get(key);
    if (known !== undefined) return known as F;
    const made = make(this.event, this.dataJson);
    this.frames.set(key, made);
    return made;
  }
}

/** The adapter hands every receiver of a broadcast the same array: decode it once. */
const packets = new WeakMap<readonly string[], RoomPacket>();

/** Reads `2/rooms/x,["event",data]` back by its borders, without parsing the data. */
export const packetFrom = (encoded: readonly string[]): RoomPacket => {
  const known = packets.get(encoded);
  if (known !== undefined) return known;
  const text = encoded[0] ?? '';
  const start = text.indexOf('["') + 2;
  const end = text.indexOf('",', start);
  const packet = new RoomPacket(text.slice(start, end), text.slice(end + 2, -1), null);
  packets.set(encoded, packet);
  return packet;
};
