import type { user } from '@parley/contracts';

/** C30: my block hides what we are to each other. */
export const presentRelation = ({ isBlocked, relation }: Pick<user.Contact, 'isBlocked' | 'relation'>): 'NEW' | 'FRIEND' | 'BLOCKED' =>
  isBlocked ? 'BLOCKED' : relation === 'accepted' ? 'FRIEND' : 'NEW';
