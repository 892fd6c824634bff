import { AppError, toWireError } from '@parley/contracts';
import { currentTrace } from '@parley/runtime';
import type { Outcome } from './wire.js';

/** Bounds of one batch: its statement stays short, its message far below max_payload. */
const maxBatch = 256;
const maxBatchBytes = 512 * 1024;
/** Batches under way at once: one stuck replica does not stop all sends. */
const maxInFlight = 2;
/** A batch costs as much as several of its calls. So the next one waits for the answer to the last, unless so many calls wait … */
const worthAnother = 16;
/** … or the answer takes longer than this. */
const patienceMs = 20;
/** Calls that may wait; beyond it callers are refused at once. */
const maxWaiting = 20_000;

/** An input as it travels, and the step of a trace that asks. */
export interface Asked {
  readonly json: string;
  readonly trace: string | null;
}

interface Waiting extends Asked {
  readonly isIdempotent: boolean;
  readonly resolve: (outcome: Outcome<unknown>) => void;
}

/** Sends a batch; calls `onSilence` when no answer comes for so long that nobody should wait behind it; `spend` then grants a second asking, or does not. */
type Send = (inputs: readonly Asked[], onSilence: (spend: () => boolean) => void) => Promise<readonly Outcome<unknown>[]>;

/**
 * Sends together what waits at the same moment: whatever has queued while the last batches were in
 * flight. A lone call leaves at once. A batch that is met with silence holds nobody up: the next one leaves,
 * and with it, again, what of it may be repeated; whichever answer comes first counts.
 */
export class Gatherer {
  private readonly waiting: Waiting[] = [];
  private inFlight = 0;
  private isScheduled = false;
  private impatience: NodeJS.Timeout | null = null;

  constructor(private readonly send: Send) {}

  add(input: unknown, isIdempotent: boolean): Promise<Outcome<unknown>> {
    if (this.waiting.length >= maxWaiting) return Promise.reject(new AppError('SERVICE_UNAVAILABLE'));
    return new Promise((resolve) => {
      this.waiting.push({ json: JSON.stringify(input), trace: currentTrace(), isIdempotent, resolve });
      this.schedule();
    });
  }

  /** At the end of this turn of the event loop, so that what arrived in one read leaves in one batch. */
  private schedule(): void {
    if (this.isScheduled || this.inFlight >= maxInFlight) return;
    if (this.inFlight > 0 && this.waiting.length < worthAnother) return this.beImpatient();
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.flush();
    });
  }

  private beImpatient(): void {
    this.impatience ??= setTimeout(() => {
      this.impatience = null;
      this.flush();
    }, patienceMs);
  }

  private flush(): void {
    if (this.impatience !== null) clearTimeout(this.impatience);
    this.impatience = null;
    if (this.inFlight >= maxInFlight) return;
    const batch = this.take();
    if (batch.length === 0) return;
    this.inFlight += 1;
    let isCounted = true;
    const release = () => {
      if (!isCounted) return;
      isCounted = false;
      this.inFlight -= 1;
      if (this.waiting.length > 0) this.schedule();
    };
    const onSilence = (spend: () => boolean) => {
      // Once only: who is silent twice has the deadline to answer.
      const again = batch.filter(({ isIdempotent }) => isIdempotent).map((one) => ({ ...one, isIdempotent: false }));
      if (again.length > 0 && spend()) this.waiting.unshift(...again);
      release();
    };
    void this.send(batch, onSilence)
      .catch((error: unknown) => {
        const failure = { error: toWireError(error instanceof AppError ? error : new AppError('INTERNAL')) };
        return batch.map(() => failure);
      })
      .then((outcomes) => {
        batch.forEach(({ resolve }, index) => resolve(outcomes[index] ?? { error: { code: 'INTERNAL', details: {} } }));
        release();
      });
    // What did not fit waits for no more calls to come.
    if (this.waiting.length > 0) this.schedule();
  }

  private take(): readonly Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { json } of this.waiting.slice(0, maxBatch)) {
      bytes += Buffer.byteLength(json);
      if (count > 0 && bytes > maxBatchBytes) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}
