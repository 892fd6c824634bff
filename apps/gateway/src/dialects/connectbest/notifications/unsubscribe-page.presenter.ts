import { escapeHtml } from '@parley/contracts';
import { htmlPage } from '../../../edge/html-page.js';

/** Paths are from where their page is: before ours may stand one of a proxy. */
const form = (path: string, token: string, button: string): string =>
  `<form method="post" action="${path}?token=${escapeHtml(encodeURIComponent(token))}"><button>${button}</button></form>\n`;

/** A form and not an end at once: mail scanners open links. */
export const unsubscribePage = (token: string): string => htmlPage('Mails about what you missed', form('', token, 'Send me none of these mails'));

export const unsubscribedPage = (token: string): string =>
  htmlPage('You get none of these mails any more', form('unsubscribe/undo', token, 'Send them to me again'));

export const subscribedPage = (token: string): string =>
  htmlPage('You get mails about what you missed again', form('../unsubscribe', token, 'Send me none of these mails'));

export const brokenUnsubscribePage = (): string =>
  htmlPage('This link is broken', '<p>Some of it is missing. Copy all of the address from your mail.</p>\n');
