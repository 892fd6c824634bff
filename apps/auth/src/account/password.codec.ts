import { compare, hash } from 'bcrypt';
import { FewAtOnce } from '@parley/runtime';
import { createHash, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';

const cost = 10;
/** bcrypt reads no further. */
const bcryptBytes = 72;

/** A password longer than bcrypt reads is digested first, so that its tail counts too (C20). */
const bcryptInput = (password: string): string =>
  Buffer.byteLength(password, 'utf8') <= bcryptBytes ? password : createHash('sha256').update(password, 'utf8').digest('base64');

/** More than there are cores would take turns on them, and hold every thread that signatures and look-ups of names need, too. */
const hashes = new FewAtOnce(availableParallelism());

export const hashPassword = (password: string): Promise<string> => hashes.run(() => hash(bcryptInput(password), cost));

const hashOfNobody = hashPassword(randomBytes(32).toString('base64'));

/** Without a hash (unknown user, OAuth-only account) it takes as long and says no. */
export const passwordMatches = async (password: string, passwordHash: string | null): Promise<boolean> => {
  const known = passwordHash ?? (await hashOfNobody);
  const matches = await hashes.run(() => compare(bcryptInput(password), known));
  return matches && passwordHash !== null;
};
