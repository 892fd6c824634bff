import { createHash } from 'node:crypto';
import { Controller, Get, Header } from '@nestjs/common';

const style = `body{font:16px system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}
label,input,button{display:block;width:100%;box-sizing:border-box;margin:.4rem 0}input,button{font:inherit;padding:.6rem}`;

const script = `const form = document.querySelector('form');
const told = document.querySelector('[role=status]');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const body = JSON.stringify({ token, newPassword: form.elements.password.value });
  try {
    const answer = await fetch('/api/auth/reset-password', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    told.textContent = (await answer.json()).message;
    form.hidden = answer.ok;
  } catch {
    told.textContent = 'The server cannot be reached, try again';
  }
});`;

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Reset your password</title><style>${style}</style></head>
<body><h1>Reset your password</h1>
<form><label for="password">New password: 8 characters or more, with an upper-case letter, a lower-case letter and a number</label>
<input id="password" name="password" type="password" minlength="8" autocomplete="new-password" required>
<button>Set password</button></form><p role="status"></p><script>${script}</script></body></html>`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = `default-src 'none'; connect-src 'self'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; form-action 'none'; frame-ancestors 'none'`;

/** Where the mailed link leads when no front end is installed (A-CB-10). */
@Controller('reset-password')
export class ResetPageController {
  /** The token stays in the address: it reaches no log of ours and no other site. */
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', policy)
  @Header('referrer-policy', 'no-referrer')
  @Header('cache-control', 'no-store')
  show(): string {
    return page;
  }
}
