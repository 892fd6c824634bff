import { Logger } from '@nestjs/common';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Carrier, type Letter, type Outcome } from './carrier.port.js';

/** The embedded default without a provider: one JSON file per item in `$PARLEY_DATA/outbox/` (A-00-12). */
export class OutboxAdapter extends Carrier {
  private readonly logger = new Logger(OutboxAdapter.name);
  private readonly folder: string;

  constructor(
    private readonly kind: 'email' | 'sms' | 'push',
    dataFolder: string,
  ) {
    super();
    this.folder = join(dataFolder, 'outbox');
  }

  async carry({ id, to, subject, text, createdAt }: Letter): Promise<Outcome> {
    const item = { kind: this.kind, to, ...(subject === undefined ? {} : { subject }), text, at: new Date().toISOString() };
    // The name is the letter's, so a second try writes over the first.
    const name = `${createdAt.toISOString().replaceAll(':', '-')}-${id}.json`;
    const file = join(this.folder, name);
    try {
      await mkdir(this.folder, { recursive: true });
      // A reader never sees half a file.
      await writeFile(`${file}.part`, JSON.stringify(item, null, 2), { mode: 0o600 });
      await rename(`${file}.part`, file);
    } catch (error) {
      return { kind: 'unreachable', answer: (error as Error).message };
    }
    this.logger.log(`${this.kind}${subject === undefined ? '' : ` "${subject}"`} is in the outbox as ${name}`);
    return { kind: 'sent', answer: 'written to the outbox', providerId: null };
  }
}
