import { randomBytes } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { judge } from './judge.mjs';
import { Ledger, longestWindowOf, windowOf } from './ledger.mjs';
import { startLoad } from './load.mjs';
import { residueOf } from './residue.mjs';
import { gapClosed, Scene } from './scene.mjs';

/** What was sent up to so long before a fault may be under way when it comes. */
const underWayMs = 2_000;
/** Traffic after a fault, at least: what it broke must show. */
const afterMs = 5_000;

/**
 * @typedef {object} Result
 * @property {string} fault
 * @property {string} at
 * @property {number} acknowledged
 * @property {number} refused
 * @property {number} unknown sends that were never answered, though tried four times
 * @property {Record<string, number>} verdict evidence counted
 * @property {string[]} evidence the first few, in words
 * @property {number} windowSeconds first to last act that failed or took over 2 s; the longest of several faults
 * @property {number} healSeconds from the end of the fault (a killed process is started again) until every process served; the longest of several faults
 * @property {number} gapSeconds from the end of the fault until every client was given, unasked, what was acknowledged by then; the longest of several faults
 * @property {Record<string, number>} figures what the faults themselves measured
 * @property {number} tookSeconds
 * @property {number} uneasy acts that failed or took over 2 s before the first fault
 * @property {number} load of the machine per core in the last minute; far above 1 it had other things to do, and windows say little
 */

/**
 * Faults one after the other under one traffic, which goes on before, during and after each; then quiet, then the verdict.
 * @param {{ faults: readonly import('./catalogue.mjs').Fault[], victim: import('./fleet.mjs').Victim, cast: object, rate: number, seconds: number }} options
 * @returns {Promise<Result>}
 */
export const runFaults = async ({ faults, victim, cast, rate, seconds }) => {
  for (const fault of faults) await fault.prepare?.(victim);
  try {
    return await underTraffic({ faults, victim, cast, rate, seconds });
  } finally {
    for (const fault of faults) await fault.restore?.(victim);
  }
};

const underTraffic = async ({ faults, victim, cast, rate, seconds }) => {
  const ledger = new Ledger(randomBytes(3).toString('hex'));
  const scene = new Scene(cast, ledger);
  const startedAt = performance.now();
  const load = startLoad({ cast, ledger, rate });
  const harms = [];
  try {
    for (const fault of faults) harms.push(await harm({ fault, victim, scene, seconds }));
  } finally {
    await load.stop();
  }
  for (const { conclude } of harms) scene.conclude(await conclude?.());
  const judged = await judge({ cast, ledger, residue: () => residueOf(victim.dataDir) }).finally(() => scene.dismissGuests());
  const found = { ...judged, unmet: scene.unmet, hindered: harms.flatMap(hinderedIn), late: harms.flatMap(latenessOf) };
  return {
    fault: faults.map(({ name }) => name).join(' + '),
    at: new Date().toISOString(),
    acknowledged: ledger.withOutcome('ok').length,
    refused: ledger.withOutcome('refused').length,
    unknown: ledger.withOutcome('unknown').length,
    verdict: Object.fromEntries(Object.entries(found).map(([name, items]) => [name, items.length])),
    evidence: [...Object.entries(found).flatMap(([name, items]) => items.slice(0, 3).map((item) => `${name}: ${item}`)), ...harms.flatMap(inWords)],
    windowSeconds: Math.max(...harms.map(({ windowSeconds }) => windowSeconds)),
    healSeconds: Math.max(...harms.map(({ healSeconds }) => healSeconds)),
    gapSeconds: Math.max(...harms.map(({ gapSeconds }) => gapSeconds)),
    figures: scene.figures,
    uneasy: ledger.troubles(0, harms[0].injectedAt - underWayMs).length,
    load: rounded(loadavg()[0] / availableParallelism()),
    tookSeconds: rounded((performance.now() - startedAt) / 1_000),
  };
};

const harm = async ({ fault, victim, scene, seconds }) => {
  const { ledger } = scene;
  await delay((seconds / 3) * 1_000 * (0.7 + Math.random() * 0.6));
  const injectedAt = performance.now();
  const conclude = (await fault.inject(victim, scene)) ?? undefined;
  const healedAt = performance.now();
  const healSeconds = rounded(await victim.healthy());
  await delay(Math.max(afterMs, (seconds / 3) * 1_000));
  const gapSeconds = rounded(await gapClosed(ledger, healedAt));
  fault.examine?.(scene, gapSeconds);
  const troubles = ledger.troubles(injectedAt - underWayMs);
  return {
    fault,
    injectedAt,
    conclude,
    troubles,
    healSeconds,
    gapSeconds,
    windowSeconds: rounded(fault.isGradual ? longestWindowOf(troubles) : windowOf(troubles)),
  };
};

/** Acts that failed though the fault is none of their business. */
const hinderedIn = ({ fault, troubles, injectedAt }) =>
  fault.isElsewhere ? troubles.filter(({ at, outcome }) => at >= injectedAt && outcome !== 'ok').map(({ what, why }) => `${what}: ${why}`) : [];

const latenessOf = ({ fault, windowSeconds }) =>
  windowSeconds > fault.windowSeconds ? [`${fault.name}: ${windowSeconds} s, forgiven are ${fault.windowSeconds} s`] : [];

/** The first and the last troubles of a window, for whoever wants to know what made it. */
const inWords = ({ troubles, injectedAt }) =>
  [...troubles.slice(0, 4), ...troubles.slice(4).slice(-3)].map(
    ({ what, at, ms, outcome, why }) =>
      `${((at - injectedAt) / 1_000).toFixed(2)} s: ${what} ${outcome} after ${Math.round(ms)} ms${outcome === 'ok' ? '' : ` ${why}`}`,
  );

const rounded = (seconds) => Number(seconds.toFixed(1));
