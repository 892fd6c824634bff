/** @typedef {{ count: number, p50: number | null, p95: number | null, p99: number | null, max: number | null }} Summary in ms */

/** Latencies in ms: keeps every one and sums them up once, so that no percentile is an estimate. */
export class Samples {
  #values = new Float64Array(1 << 14);
  #count = 0;

  /** @param {number} ms */
  add(ms) {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = ms;
  }

  /** @returns {Summary} */
  summary() {
    const sorted = this.#values.slice(0, this.#count).sort();
    const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((share) => rounded(quantile(sorted, share), 3));
    return { count: this.#count, p50, p95, p99, max };
  }
}

/**
 * The smallest value that at least this share of all values does not exceed (nearest rank); null of nothing.
 * @param {ArrayLike<number>} sorted ascending
 * @param {number} share from 0 to 1
 * @returns {number | null}
 */
export const quantile = (sorted, share) => (sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);

/**
 * Median, least and greatest of what repeats gave; a repeat without a value does not count.
 * @param {(number | null | undefined)[]} values
 * @returns {{ median: number, min: number, max: number } | null}
 */
export function spread(values) {
  const sorted = values.filter((value) => value != null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const half = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1] };
}

/**
 * @param {number | null | undefined} value
 * @param {number} digits
 * @returns {number | null}
 */
export const rounded = (value, digits) => (value == null || !Number.isFinite(value) ? null : Number(value.toFixed(digits)));
