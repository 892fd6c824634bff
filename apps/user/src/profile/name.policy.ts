const tags = /<\/?[a-z][^>]*>/gi;
// Newlines have no place in a name either, unlike in a text.
const controls = /\p{Cc}/gu;

/** A name as it is stored: without tags and control characters, trimmed (A-00-07, A-00-08); `fallback` when nothing is left. */
export const cleanName = (name: string, fallback: string): string => {
  const clean = name.replace(controls, ' ').replace(tags, '').replace(/ {2,}/g, ' ').trim();
  return clean === '' ? fallback : clean;
};
