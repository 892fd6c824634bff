const lateMs = 2_000;

/**
 * What was asked of the fleet and what it answered, kept outside of it. A send is
 * `ok` (acknowledged), `refused` (a definite no) or `unknown` (no answer, or one that promises nothing).
 *
 * @typedef {{ text: string, at: number, ms: number, outcome: string }} Edit
 * @typedef {{ what: string, at: number, ms: number, outcome: string, why?: string }} Act
 */
export class Ledger {
  /** @type {Map<string, {token: string, conversation: import('./cast.mjs').Conversation, sender: import('./person.mjs').Person, number: number, outcome: string, id?: string, sentAt: number, ms: number, why?: string}>} */
  sends = new Map();
  /** Every act, sends included, by the moment it was due. @type {Act[]} */
  acts = [];
  /** token → what its text was changed into. @type {Map<string, Edit[]>} */
  edits = new Map();
  /** Acknowledged reads: who has read up to which message. @type {{ conversation: object, member: import('./person.mjs').Person, id: string }[]} */
  reads = [];
  /** Sends repeated under their key that were given another message. @type {string[]} */
  repeats = [];

  /** @param {string} run is in each of its tokens */
  constructor(run) {
    this.run = run;
  }

  tokenOf(sender, conversation, number) {
    return `faults:${this.run}:${sender.turn}:${conversation.hex}:${number}`;
  }

  /** The token of this run that a text begins with. */
  tokenIn(text) {
    const [token] = /^faults:\S+/.exec(text ?? '') ?? [];
    return token?.startsWith(`faults:${this.run}:`) ? token : undefined;
  }

  /** @param {object} send */
  note(send) {
    this.sends.set(send.token, send);
    this.noteAct({ what: `send by ${send.sender.dialect}`, at: send.sentAt, ms: send.ms, outcome: send.outcome, why: send.why });
  }

  /** @param {Act} act */
  noteAct(act) {
    this.acts.push(act);
  }

  /** @param {Edit} edit */
  noteEdit(token, edit) {
    this.edits.set(token, [...(this.edits.get(token) ?? []), edit]);
  }

  /**
   * Whether a message may show this text by now: nobody was told, before it was sent, that another one holds. What was
   * never answered may come as late as it likes.
   */
  mayShow(token, text) {
    const told = (this.edits.get(token) ?? []).filter(({ outcome }) => outcome === 'ok');
    if (text === token) return told.length === 0;
    const shown = this.edits.get(token)?.find((edit) => edit.text === text);
    if (shown === undefined || shown.outcome === 'refused') return false;
    return shown.outcome === 'unknown' || !told.some(({ at }) => at > shown.at + shown.ms);
  }

  /** @param {'ok' | 'refused' | 'unknown'} outcome */
  withOutcome(outcome) {
    return [...this.sends.values()].filter((send) => send.outcome === outcome);
  }

  /** Acts between two moments that failed or took over 2 s, in the order in which they were due. */
  troubles(since, until = Infinity) {
    const isBad = ({ at, ms, outcome }) => at >= since && at < until && (outcome !== 'ok' || ms > lateMs);
    return this.acts.filter(isBad).sort((a, b) => a.at - b.at);
  }
}

/** Seconds from the first to the last trouble; 0 when there is none. @param {readonly Act[]} troubles */
export const windowOf = (troubles) => (troubles.length === 0 ? 0 : (troubles.at(-1).at - troubles[0].at) / 1_000);

/** A fault that goes from process to process has a window at each: after so long without trouble another begins. */
const quietMs = 2_000;

/** The longest of them, in seconds. @param {readonly Act[]} troubles */
export const longestWindowOf = (troubles) => {
  let [begun, longest] = [0, 0];
  troubles.forEach(({ at }, n) => {
    if (n === 0 || at - troubles[n - 1].at > quietMs) begun = at;
    longest = Math.max(longest, at - begun);
  });
  return longest / 1_000;
};
