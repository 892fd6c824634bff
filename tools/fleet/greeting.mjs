import path from 'node:path';

/** Where the demo looks by itself. */
const standardPort = 8000;

/**
 * What to print once everything is ready: where it is, and what to try.
 * @param {{ ports: number[], site: { path: string } }} parley
 * @param {string} took
 * @returns {string}
 */
export function greeting({ ports, site }, took) {
  const urls = ports.map((port) => `http://localhost:${port}`);
  const relative = path.relative(process.cwd(), site.path);
  const data = relative.startsWith('..') ? site.path : relative;
  const demo = ports[0] === standardPort ? 'npm run demo' : `npm run demo -- ${urls.join(' ')}`;
  const account = `'{"email":"ada@example.com","password":"Correct-Horse-1","name":"Ada"}'`;
  return `
Parley is ready after ${took}.

  ${urls.length > 1 ? 'Gateways' : 'Gateway '}   ${urls.join('  ')}
  Health     ${urls[0]}/api/health
  Logs       ${path.join(data, 'log')}
  Outbox     ${path.join(data, 'outbox')} (mail, SMS and push that have no provider)

Try it in another terminal:

  ${demo}
  curl -X POST ${urls[0]}/api/auth/register -H 'content-type: application/json' -d ${account}

Ctrl-C stops everything.`;
}
