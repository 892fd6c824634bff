const maxChars = 80;
/** Room for a suffix such as `-12345`. */
const maxStemChars = 70;

/** A title as a slug (C39): `Project Team!` → `project-team`; a title without Latin letters or digits becomes `room`. */
export const slugStemOf = (title: string): string => {
  const stem = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxStemChars)
    .replace(/^-+|-+$/g, '');
  return stem === '' ? 'room' : stem;
};

/** `count` slugs to try: the stem itself, then `-2`, `-3` …; `round` continues where the last one ended. */
export const slugCandidates = (stem: string, round: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const number = round * count + index + 1;
    return number === 1 ? stem : `${stem}-${number}`.slice(0, maxChars);
  });
