import { plainName } from '@parley/contracts';

/** A display name as it is stored; `fallback` when nothing is left of it. */
export const cleanName = (name: string, fallback: string): string => {
  const clean = plainName(name);
  return clean === '' ? fallback : clean;
};
