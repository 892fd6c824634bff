import { compare, hash } from 'bcrypt';
import { createHash, randomBytes } from 'node:crypto';

const cost = 10;
/** bcrypt reads no further. */
const bcryptBytes = 72;

/** A password longer than bcrypt reads is digested first, so that its tail counts too (C20). */
const bcryptInput = (password: string): string =>
  Buffer.byteLength(password, 'utf8') <= bcryptBytes ? password : createHash('sha256').update(password, 'utf8').digest('base64');

export const hashPassword = (password: string): Promise<string> => hash(bcryptInput(password), cost);

const hashOfNobody = hashPassword(randomBytes(32).toString('base64'));

/** Without a hash (unknown user, OAuth-only account) it takes as long and says no. */
export const passwordMatches = async (password: string, passwordHash: string | null): Promise<boolean> => {
  const matches = await compare(bcryptInput(password), passwordHash ?? (await hashOfNobody));
  return matches && passwordHash !== null;
};
