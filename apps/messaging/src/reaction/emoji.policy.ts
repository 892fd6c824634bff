import { AppError } from '@parley/contracts';

/** One emoji as people see it: a single recommended sequence (A-CB-38). */
const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v');
const variationSelector = /\ufe0f$/;

/** The fully qualified form, so that ❤ and ❤️ are one reaction. @throws {AppError} EMOJI_INVALID */
export const requireEmoji = (text: string): string => {
  if (oneEmoji.test(text)) return text;
  const qualified = variationSelector.test(text) ? text : `${text}\ufe0f`;
  if (oneEmoji.test(qualified)) return qualified;
  throw new AppError('EMOJI_INVALID', { emoji: 'must be one emoji' });
};
