import { readableText, type user } from '@parley/contracts';
import { cleanName } from './name.policy.js';

/** Changes as they are stored: a name is clean and never empty, other texts are readable (A-00-08). What is absent stays so. */
export const readableChanges = (changes: user.ProfileChanges, username: string): user.ProfileChanges => {
  const { displayName, bio, statusMessage } = changes;
  return {
    ...changes,
    ...(displayName == null ? {} : { displayName: cleanName(displayName, username) }),
    ...(bio == null ? {} : { bio: readableText(bio) }),
    // There is none, or it says something.
    ...(statusMessage == null ? {} : { statusMessage: readableText(statusMessage) || null }),
  };
};
