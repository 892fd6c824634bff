import { Logger } from '@nestjs/common';
import { Carrier, type Letter, type Outcome } from './carrier.port.js';
import { OutboxFolder } from './outbox-folder.js';

/** The embedded default without a provider: one JSON file per item in `$PARLEY_DATA/outbox/` (A-00-12). */
export class OutboxAdapter extends Carrier {
  private readonly logger = new Logger(OutboxAdapter.name);
  private readonly folder: OutboxFolder;

  constructor(
    private readonly kind: 'email' | 'sms' | 'push',
    dataFolder: string,
  ) {
    super();
    this.folder = new OutboxFolder(dataFolder);
  }

  async carry({ id, to, ownerId, subject, text, createdAt }: Letter): Promise<Outcome> {
    const known = { ...(ownerId === undefined ? {} : { ownerId }), ...(subject === undefined ? {} : { subject }) };
    const item = { kind: this.kind, to, ...known, text, at: new Date().toISOString() };
    // The name is the letter's, so a second try writes over the first.
    const name = `${createdAt.toISOString().replaceAll(':', '-')}-${id}.json`;
    try {
      await this.folder.put(name, item);
    } catch (error) {
      return { kind: 'unreachable', answer: (error as Error).message };
    }
    this.logger.log(`${this.kind}${subject === undefined ? '' : ` "${subject}"`} is in the outbox as ${name}`);
    return { kind: 'sent', answer: 'written to the outbox', providerId: null };
  }
}
