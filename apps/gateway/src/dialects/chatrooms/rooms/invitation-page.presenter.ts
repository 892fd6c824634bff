import { escapeHtml, type messaging } from '@parley/contracts';
import { htmlPage } from '../../../edge/html-page.js';

/** Where a bearer of an invitation lands (A-RC-14): what he is invited to, and the code his client wants. */
export const presentInvitationPage = ({ title, memberCount, expiresAt }: messaging.InvitationPreview, code: string): string =>
  htmlPage(
    `You are invited to ${title}`,
    `<p>${memberCount} ${memberCount === 1 ? 'person is' : 'people are'} there. The invitation holds until ${escapeHtml(expiresAt)}.</p>
<p>Open your chat application and join with this code:</p>
<p><code>${escapeHtml(code)}</code></p>`,
  );

export const presentDeadInvitationPage = (): string =>
  htmlPage('This invitation opens nothing', '<p>It may be used up, expired or mistyped. Ask for a new one.</p>');
