import { createReadStream } from 'node:fs';

const [soi, eoi, sos] = [0xd8, 0xd9, 0xda];

/** Neither of these is followed by a length: stuffing, restarts, the start, and what decoders pass over. */
const isBare = (marker: number): boolean => marker < 0xc0 || (marker >= 0xd0 && marker <= soi);

/**
 * How often a JPEG draws over itself, counted up to `most` and one more. A progressive one does so some ten times; each
 * time costs a decoder all the pixels again, and the file a few dozen bytes.
 */
export const countScans = async (path: string, most: number): Promise<number> => {
  let [scans, toSkip, length] = [0, 0, 0];
  let expected: 'prefix' | 'marker' | 'high' | 'low' = 'prefix';
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; at++) {
      if (toSkip > 0) {
        const skipped = Math.min(toSkip, chunk.length - at);
        toSkip -= skipped;
        at += skipped - 1;
        continue;
      }
      if (expected === 'prefix') {
        at = chunk.indexOf(0xff, at);
        if (at === -1) break;
        expected = 'marker';
        continue;
      }
      const byte = chunk.readUInt8(at);
      if (expected === 'high') [length, expected] = [byte * 256, 'low'];
      else if (expected === 'low') [toSkip, expected] = [Math.max(0, length + byte - 2), 'prefix'];
      else if (byte === eoi) return scans;
      else if (byte === sos && ++scans > most) return scans;
      else if (byte !== 0xff) expected = isBare(byte) ? 'prefix' : 'high';
    }
  }
  return scans;
};
