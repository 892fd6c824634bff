import type { ByteRange } from '../storage/store.port.js';

const shape = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/;

/**
 * What a Range header asks of a file: one range, `none` to send it whole (absent, malformed, several ranges, RFC 9110),
 * `unsatisfiable` when nothing of it is there.
 */
export const rangeOf = (header: string | undefined, sizeBytes: number): ByteRange | 'none' | 'unsatisfiable' => {
  const match = shape.exec(header ?? '');
  if (match === null) return 'none';
  const [, from, to, tail] = match;
  const first = from === undefined ? Math.max(0, sizeBytes - Number(tail)) : Number(from);
  const last = from === undefined || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (from !== undefined && to !== '' && Number(to) < first) return 'none';
  return first >= sizeBytes || tail === '0' ? 'unsatisfiable' : { first, last };
};
