import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { eventually } from './eventually.js';

/** The fleet under test, as its clients reach it: given by `npm test`, or by whoever runs jest directly. */
export const fleetUrls = (): readonly [string, ...string[]] => {
  const urls = (process.env['FLEET_URLS'] ?? '').split(',').filter((url) => url !== '');
  const [first, ...others] = urls;
  if (first === undefined) throw new Error('FLEET_URLS is not set: run the tests through `npm test`, which starts a fleet');
  return [first, ...others];
};

/** Gateway `n` of the fleet, counted round. */
export const gatewayUrl = (n: number): string => {
  const urls = fleetUrls();
  return urls[n % urls.length] ?? urls[0];
};

/** A name nobody else in this run has; letters and digits only, short enough for every dialect. */
export const uniqueName = (stem: string): string => `${stem}${randomBytes(5).toString('hex')}`;

export interface OutboxItem {
  readonly kind: 'email' | 'sms' | 'push';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly at: string;
}

/** The newest outgoing item to an address, once it is there. */
export const nextMail = (to: string): Promise<OutboxItem> =>
  eventually(async () => {
    const folder = join(process.env['FLEET_DATA'] ?? './.parley', 'outbox');
    const files = (await readdir(folder)).sort().reverse();
    for (const file of files) {
      const item = JSON.parse(await readFile(join(folder, file), 'utf8')) as OutboxItem;
      if (item.to === to) return item;
    }
    throw new Error(`no mail to ${to}`);
  }, 10_000);
