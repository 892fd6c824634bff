const maxChars = 50;
/** Room for a suffix of nine digits. */
const maxStemChars = 41;
const minChars = 3;

/** The e-mail's local part as a username: `[a-z0-9_.-]`, 3 to 41 characters (C11). */
export const usernameStem = (email: string): string => {
  const localPart = email.slice(0, email.lastIndexOf('@'));
  const plain = localPart
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, maxStemChars);
  return plain.length >= minChars && !/^deleted_\d*$/.test(plain) ? plain : `user${plain}`;
};

/** Names that deleted people get (C80). No number makes a free name of one. */
export const isReserved = (username: string): boolean => /^deleted(_\d+|-[0-9a-f]{32})$/i.test(username);

/**
 * Usernames to try for an e-mail, in order: the stem, then the stem with ever longer numbers, so that a
 * popular one is found free after few tries. `random` gives [0, 1).
 */
export function* usernameCandidates(email: string, random: () => number): Generator<string> {
  const stem = usernameStem(email);
  yield stem;
  for (let number = 2; number <= 4; number++) yield `${stem}${number}`;
  for (let digits = 3; stem.length + digits <= maxChars && digits <= 9; digits++) {
    yield `${stem}${Math.floor((1 + 9 * random()) * 10 ** (digits - 1))}`;
  }
}
