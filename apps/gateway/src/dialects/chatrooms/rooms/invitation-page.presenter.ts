import type { messaging } from '@parley/contracts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const page = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title></head>
<body><main>${body}</main></body>
</html>
`;

/** Where a bearer of an invitation lands (A-RC-14): what he is invited to, and the code his client wants. */
export const presentInvitationPage = ({ title, memberCount, expiresAt }: messaging.InvitationPreview, code: string): string =>
  page(
    'You are invited',
    `<h1>You are invited to ${escaped(title)}</h1>
<p>${memberCount} ${memberCount === 1 ? 'person is' : 'people are'} there. The invitation holds until ${escaped(expiresAt)}.</p>
<p>Open your chat application and join with this code:</p>
<p><code>${escaped(code)}</code></p>`,
  );

export const presentDeadInvitationPage = (): string =>
  page('No such invitation', '<h1>This invitation opens nothing</h1>\n<p>It may be used up, expired or mistyped. Ask for a new one.</p>');
