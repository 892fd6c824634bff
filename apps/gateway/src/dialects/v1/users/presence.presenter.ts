import type { user } from '@parley/contracts';
import { v1Time } from '../v1.envelope.js';

/** A person's presence, wherever this dialect shows one (C32). Nobody's is tracked yet: last seen when the account was made. */
export const presentPresence = ({ createdAt }: Pick<user.Profile, 'createdAt'>) => ({ status: 'offline' as const, last_seen: v1Time(createdAt) });
