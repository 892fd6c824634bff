import { escapeHtml } from '@parley/contracts';
import type { Message } from '../carrier/carrier.port.js';

/** A paragraph: prose, a code to type, or a link to follow. */
export type Paragraph = string | { readonly code: string } | { readonly link: string; readonly label: string };

const maxNameChars = 60;

/**
 * What a user typed, as one line: he can neither add a paragraph to a mail in our name nor turn its direction,
 * and a name that is a link greets nobody, since anyone can sign up with a stranger's address.
 */
export const greetingName = (name: string): string => {
  const line = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return /:\/\/|\bwww\./i.test(line) ? '' : [...line].slice(0, maxNameChars).join('');
};

const toText = (paragraph: Paragraph): string => {
  if (typeof paragraph === 'string') return paragraph;
  return 'code' in paragraph ? paragraph.code : `${paragraph.label}:\n${paragraph.link}`;
};

const toHtml = (paragraph: Paragraph): string => {
  if (typeof paragraph === 'string') return `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`;
  if ('code' in paragraph) return `<p style="font-size:28px;letter-spacing:4px"><strong>${escapeHtml(paragraph.code)}</strong></p>`;
  return `<p><a href="${escapeHtml(paragraph.link)}">${escapeHtml(paragraph.label)}</a></p>`;
};

/** One mail, said twice: as plain text and as HTML. */
export const layOut = (subject: string, name: string, paragraphs: readonly Paragraph[]): Message => {
  const known = greetingName(name);
  const all: readonly Paragraph[] = [known === '' ? 'Hello,' : `Hello ${known},`, ...paragraphs];
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font-family:sans-serif;max-width:480px">
${all.map(toHtml).join('\n')}
</body></html>
`;
  return { subject, text: `${all.map(toText).join('\n\n')}\n`, html };
};
