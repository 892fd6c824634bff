/** SQL of a text as `foldName` folds it: what names are compared by, however their case and their marks are written. */
export const foldedName = (text: string): string => `replace(replace(replace(lower(normalize(${text}, NFC)), 'ς', 'σ'), 'ß', 'ss'), 'i\u0307', 'i')`;
