import type { SignalContract } from '@parley/contracts';
import type { Emission } from './present-event.js';

/** One fleeting signal as one dialect shows it: pure, never awaits. */
export interface SignalPresenter {
  readonly subject: string;
  present(payload: unknown): readonly Emission[];
}

/** Ties a presenter to a signal, with its payload typed. */
export const presentSignal = <P>(contract: SignalContract<P>, present: (payload: P) => readonly Emission[]): SignalPresenter => ({
  subject: contract.subject,
  present: (payload) => present(payload as P),
});
