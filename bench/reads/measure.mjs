/**
 * A request again and again, one after the other: what a single user waits.
 * @param {string} url
 * @param {string} token
 * @param {number} times
 * @returns {Promise<{ p50: number, p95: number, shown: number }>} milliseconds, the first tenth left out; items in an answer
 */
export async function measureRead(url, token, times) {
  /** @type {number[]} */
  const took = [];
  let shown = 0;
  for (let round = 0; round < times; round++) {
    const begin = performance.now();
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const body = await response.json();
    if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${JSON.stringify(body).slice(0, 300)}`);
    if (round >= times / 10) took.push(performance.now() - begin);
    shown = (body.messages ?? body.dms ?? body.channels ?? []).length;
  }
  took.sort((one, other) => one - other);
  return { p50: at(took, 0.5), p95: at(took, 0.95), shown };
}

/**
 * @param {number[]} sorted
 * @param {number} share
 */
const at = (sorted, share) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
