import { escapeHtml } from '@parley/contracts';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';

const style = `body{font:16px system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}
label,input,button{display:block;width:100%;box-sizing:border-box;margin:.4rem 0}input,button{font:inherit;padding:.6rem}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** No script and nothing from elsewhere; forms go home; no other page frames it. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** A page for people, where a link of ours leads. `title` is plain text, `body` HTML. */
export const htmlPage = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}</main></body>
</html>
`;

/** Sends a page whose address may hold a secret: it is kept by no cache and told to no other site. */
export const sendPage = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(html);
