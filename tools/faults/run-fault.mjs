import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { judge } from './judge.mjs';
import { Ledger } from './ledger.mjs';
import { startLoad } from './load.mjs';
import { residueOf } from './residue.mjs';

/**
 * One fault, once: traffic before, during and after it, then quiet, then the verdict.
 * @returns {Promise<Result>}
 *
 * @typedef {object} Result
 * @property {string} fault
 * @property {number} acknowledged
 * @property {number} unknown sends that were never answered
 * @property {Record<string, number>} verdict evidence counted
 * @property {string[]} evidence the first few, in words
 * @property {number} windowSeconds first to last act that failed or took over 2 s
 * @property {number} healSeconds from the end of the fault until both gateways were healthy
 */
export const runFault = async ({ fault, victim, cast, rate, seconds }) => {
  const ledger = new Ledger();
  const load = startLoad({ cast, ledger, rate, run: randomBytes(3).toString('hex') });
  await delay((seconds / 3) * 1_000 * (0.7 + Math.random() * 0.6));
  const injectedAt = performance.now();
  await fault.inject(victim);
  const healSeconds = await victim.healthy();
  await delay(Math.max(5_000, (seconds / 3) * 1_000));
  await load.stop();
  const found = await judge({ cast, ledger, residue: () => residueOf(victim.dataDir) });
  const evidence = Object.entries(found).flatMap(([name, items]) => items.slice(0, 3).map((item) => `${name}: ${item}`));
  const refusals = ledger.withOutcome('refused').slice(0, 3);
  return {
    fault: fault.name,
    at: new Date().toISOString(),
    acknowledged: ledger.withOutcome('ok').length,
    refused: ledger.withOutcome('refused').length,
    unknown: ledger.withOutcome('unknown').length,
    verdict: Object.fromEntries(Object.entries(found).map(([name, items]) => [name, items.length])),
    evidence: [...evidence, ...refusals.map(({ token, why }) => `refused: ${token} ${why}`)],
    windowSeconds: Number(ledger.errorWindow(injectedAt).toFixed(1)),
    healSeconds: Number(healSeconds.toFixed(1)),
  };
};
