import { setTimeout as delay } from 'node:timers/promises';
import { withDatabase } from './database.mjs';
import { SmallDisk } from './small-disk.mjs';

/** What each dialect says when nothing can be stored now; anything else is no clean refusal. */
const isClean = (why) =>
  /503|UNAVAILABLE|unavailable|cannot answer right now|try again/i.test(why ?? '') && !/no answer|timed out|timeout|socket/i.test(why);

/** Sends that were answered, but neither well nor cleanly; one line for each dialect. */
const uncleanSends = (ledger, from, to) => {
  const bad = [...ledger.sends.values()].filter(
    ({ sentAt, ms, outcome, why }) => sentAt > from && sentAt + ms < to && outcome !== 'ok' && !isClean(why),
  );
  return [...new Set(bad.map(({ sender }) => sender.dialect))].map((dialect) => {
    const sends = bad.filter(({ sender }) => sender.dialect === dialect);
    return `${dialect}: ${sends.length} sends were not refused cleanly, as ${sends[0].why}`;
  });
};

/** One member of each dialect reads its history. @returns {Promise<string[]>} who could not */
const readers = async (cast) => {
  const found = new Map();
  for (const conversation of cast.conversations)
    for (const member of conversation.members) if (!found.has(member.dialect)) found.set(member.dialect, { member, conversation });
  const answers = await Promise.all(
    [...found].map(([dialect, { member, conversation }]) =>
      member.history(conversation).then(
        () => [],
        (error) => [`${dialect} cannot read: ${error.message}`],
      ),
    ),
  );
  return answers.flat();
};

const sent = (ledger, outcome, from, to) =>
  [...ledger.sends.values()].filter((send) => send.sentAt > from && send.sentAt < to && send.outcome === outcome);

/** Seconds from `since` until the last send that failed was begun. */
const recovery = (ledger, since) => {
  const failed = [...ledger.sends.values()].filter(({ sentAt, outcome }) => sentAt > since && outcome !== 'ok');
  return failed.length === 0 ? 0 : (Math.max(...failed.map(({ sentAt }) => sentAt)) - since) / 1_000;
};

const fullSeconds = 20;

/** Writes what means nothing until the log has no room left for it, which ends Postgres. */
const useUpLog = (dataDir) =>
  withDatabase(dataDir, async (query) => {
    for (;;) await query(`SELECT pg_logical_emit_message(false, 'faults', repeat('x', 4000000))`);
  }).catch(() => {});

/** Postgres, or its log alone, finds no room for 20 s. @returns {import('./catalogue.mjs').Fault} */
const postgresFull = ({ name, does, part, spareMb, isLogAlone }) => {
  let disk;
  return {
    name,
    does,
    windowSeconds: fullSeconds + 30,
    isShort: false,
    prepare: async (victim) => {
      disk = new SmallDisk(victim, 'postgres', part);
      await disk.lay(spareMb);
    },
    restore: () => disk.lift(),
    inject: async (victim, { cast, ledger }) => {
      const fullAt = performance.now();
      const unread = [];
      const filling = setInterval(() => disk.fill(), 250);
      try {
        disk.fill();
        if (isLogAlone) await useUpLog(victim.dataDir);
        while (performance.now() < fullAt + fullSeconds * 1_000) {
          await delay(2_000);
          if (!isLogAlone) unread.push(...(await readers(cast)));
        }
      } finally {
        clearInterval(filling);
        disk.free();
      }
      const freedAt = performance.now();
      return () => {
        const seconds = recovery(ledger, freedAt);
        const refused = sent(ledger, 'unknown', fullAt, freedAt).length;
        return {
          figures: {
            refusedWhileFull: refused,
            storedWhileFull: sent(ledger, 'ok', fullAt, freedAt).length,
            recoveredSeconds: Number(seconds.toFixed(1)),
          },
          broken: [
            ...uncleanSends(ledger, fullAt, freedAt),
            ...unread,
            ...(seconds > 30 ? [`sends failed until ${seconds.toFixed(0)} s after there was room again`] : []),
            ...(refused === 0 ? ['the disk was not full: nothing was refused'] : []),
          ],
        };
      };
    },
  };
};

const statusOf = async (victim) => (await (await fetch(`${victim.urls[0]}/api/health`, { signal: AbortSignal.timeout(3_000) })).json()).status;

/** @returns {Promise<number>} seconds until health says `wanted`; Infinity when it never does */
const secondsUntil = async (victim, wanted, withinMs) => {
  const start = performance.now();
  try {
    await victim.until(async () => wanted.includes(await statusOf(victim)), withinMs);
    return (performance.now() - start) / 1_000;
  } catch {
    return Infinity;
  }
};

const streamFull = () => {
  let disk;
  return {
    name: 'disk full nats',
    does: 'the disk of JetStream full for 30 s',
    windowSeconds: 90,
    isShort: false,
    prepare: async (victim) => {
      disk = new SmallDisk(victim, 'nats');
      // It takes no more than three quarters of what it finds free, and counts what it has.
      await disk.lay(24, 2);
    },
    restore: () => disk.lift(),
    inject: async (victim, { ledger }) => {
      const fullAt = performance.now();
      const filling = setInterval(() => disk.fill(), 250);
      let noticed;
      try {
        disk.fill();
        noticed = await secondsUntil(victim, ['degraded', 'down'], 30_000);
        await delay(Math.max(0, fullAt + 30_000 - performance.now()));
      } finally {
        clearInterval(filling);
        disk.free();
      }
      const freedAt = performance.now();
      const recovered = await secondsUntil(victim, ['healthy'], 120_000);
      return () => {
        const [ok, unknown] = ['ok', 'unknown'].map((outcome) => sent(ledger, outcome, fullAt, freedAt).length);
        return {
          figures: {
            noticedSeconds: Number(noticed.toFixed(1)),
            recoveredSeconds: Number(recovered.toFixed(1)),
            sentWhileFull: ok,
            unansweredWhileFull: unknown,
          },
          broken: [
            ...(noticed > 10 ? [`health says so after ${noticed} s`] : []),
            ...(recovered > 60 ? [`whole again ${recovered} s after there was room`] : []),
            ...(ok < 9 * unknown ? [`only ${ok} of ${ok + unknown} sends were stored while it was full`] : []),
          ],
        };
      };
    },
  };
};

export const diskFaults = [
  postgresFull({ name: 'disk full postgres', does: 'the disk of Postgres full for 20 s', part: '', spareMb: 48, isLogAlone: false }),
  postgresFull({
    name: 'disk full wal',
    does: "the disk of Postgres's log alone full for 20 s",
    part: 'pg_wal',
    spareMb: 16,
    isLogAlone: true,
  }),
  streamFull(),
];
