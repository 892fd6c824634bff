import { AppError } from '@parley/contracts';

/** One emoji as people see it: a single recommended sequence (A-CB-38). */
const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v');
/** Each says nothing where it stands, or nothing that its character does not say by itself. */
const selector = /(?<=\p{Emoji})\ufe0f/gu;
/** What is text by itself, and an emoji with the selector behind it or with a skin tone. */
const textual = /(?=\p{Emoji})\P{Emoji_Presentation}(?!\p{Emoji_Modifier})/gu;

/** The fully qualified form: keyboards leave selectors out (❤, 🏳‍🌈) or add them (⭐️), and all of it is one reaction. @throws {AppError} EMOJI_INVALID */
export const requireEmoji = (text: string): string => {
  if (oneEmoji.test(text)) return text;
  const qualified = text.replace(selector, '').replace(textual, '$&\ufe0f');
  if (oneEmoji.test(qualified)) return qualified;
  throw new AppError('EMOJI_INVALID', { emoji: 'must be one emoji' });
};
