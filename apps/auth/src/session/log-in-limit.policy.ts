import type { Dialect } from '@parley/contracts';
import type { AttemptLimit } from '../account/attempt-limit.policy.js';

const quarter = 15 * 60;

/** Of every dialect together (C76). */
const shared: AttemptLimit = { max: 20, windowSeconds: quarter, dialect: null, counts: 'failures', isPerAddress: false };
const connectbest: AttemptLimit = { max: 5, windowSeconds: quarter, dialect: 'connectbest', counts: 'failures', isPerAddress: false };
const v1: AttemptLimit = { max: 5, windowSeconds: 60, dialect: 'v1', counts: 'requests', isPerAddress: false };
/** Wide: a whole office may share an address (C76). */
const v1Address: AttemptLimit = { ...v1, max: 100, isPerAddress: true };

/** What a log-in in a dialect must pass (C76, A-CB-15). */
export const limitsOf = (dialect: Dialect): readonly AttemptLimit[] => {
  if (dialect === 'connectbest') return [connectbest, shared];
  return dialect === 'v1' ? [v1, v1Address, shared] : [shared];
};
