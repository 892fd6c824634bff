import { Injectable } from '@nestjs/common';
import type { EventEnvelope, notification } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { NotificationConfig } from '../notification.config.js';
import { renderMail } from './mail-templates.js';
import { MailCarrier } from './mail.port.js';

type MailRequested = NonNullable<(typeof notification.mailRequested)['payload']>;

/** Sends what an event asks for, once; the ledger keeps that it was asked and sent, never the secret in it. */
@Injectable()
export class SendMail {
  constructor(
    private readonly database: Database,
    private readonly carrier: MailCarrier,
    private readonly config: NotificationConfig,
  ) {}

  /** Throws when the carrier does not take the mail: the event comes again. */
  async execute({ id, payload }: EventEnvelope<MailRequested>): Promise<void> {
    const [row] = await this.database.query<{ readonly sentAt: Date | null }>(
      `INSERT INTO delivery (id, channel, template, recipient) VALUES ($1, 'email', $2, $3)
       ON CONFLICT (id) DO UPDATE SET attempts = delivery.attempts + 1
       RETURNING sent_at AS "sentAt"`,
      [id, payload.template, payload.to],
    );
    if (row?.sentAt != null) return;
    const data = JSON.parse(unseal(this.config.SERVER_KEY, payload.sealed)) as Record<string, string>;
    await this.carrier.carry({ id, to: payload.to, ...renderMail(payload.template, data, this.config.APP_URL ?? '') });
    await this.database.query('UPDATE delivery SET sent_at = now() WHERE id = $1', [id]);
  }
}
