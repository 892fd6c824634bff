import { Injectable, Logger } from '@nestjs/common';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotificationConfig } from '../notification.config.js';
import { MailCarrier, type Mail } from './mail.port.js';

/** The embedded default without a provider: one JSON file per mail in `$PARLEY_DATA/outbox/` (A-00-12). */
@Injectable()
export class OutboxMailAdapter extends MailCarrier {
  private readonly logger = new Logger(OutboxMailAdapter.name);
  private readonly folder: string;

  constructor(config: NotificationConfig) {
    super();
    this.folder = join(config.PARLEY_DATA, 'outbox');
  }

  async carry({ id, to, subject, text }: Mail): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const item = { kind: 'email', to, subject, text, at: new Date().toISOString() };
    const file = join(this.folder, `${item.at.replaceAll(':', '-')}-${id}.json`);
    // A reader never sees half a file.
    await writeFile(`${file}.part`, JSON.stringify(item, null, 2), { mode: 0o600 });
    await rename(`${file}.part`, file);
    this.logger.log(`mail "${subject}" is in the outbox`);
  }
}
