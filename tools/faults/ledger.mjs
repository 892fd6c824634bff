/**
 * What was asked of the fleet and what it answered, kept outside of it. A send is
 * `ok` (acknowledged), `refused` (a definite no) or `unknown` (no answer, or one that promises nothing).
 */
export class Ledger {
  /** @type {Map<string, {token: string, conversation: string, sender: import('./person.mjs').Person, number: number, outcome: string, id?: string, sentAt: number, ms: number, why?: string}>} */
  sends = new Map();
  /** Every act, for the error window: the moment it was due and how it went. */
  acts = [];
  /** token → texts it may have by now, the last acknowledged first. */
  edits = new Map();

  /** @param {object} send */
  note(send) {
    this.sends.set(send.token, send);
    this.acts.push({ at: send.sentAt, ms: send.ms, isWell: send.outcome === 'ok' && send.ms <= 2_000 });
  }

  noteAct(at, ms, outcome) {
    this.acts.push({ at, ms, isWell: outcome === 'ok' && ms <= 2_000 });
  }

  /** @param {'ok' | 'refused' | 'unknown'} outcome */
  withOutcome(outcome) {
    return [...this.sends.values()].filter((send) => send.outcome === outcome);
  }

  /** Seconds from the first to the last act that failed or took over 2 s, from `since` on; 0 when none did. */
  errorWindow(since) {
    const bad = this.acts.filter(({ at, isWell }) => at >= since - 2_000 && !isWell).map(({ at }) => at);
    return bad.length === 0 ? 0 : (Math.max(...bad) - Math.min(...bad)) / 1_000;
  }
}
