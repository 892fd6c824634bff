import { newId, parseId } from '@parley/contracts';
import { testInfra } from '@parley/testing';
import pg from 'pg';

/** Postgres of the fleet, as the test run has it. */
const fleetDatabase = (): string => {
  const url = new URL(testInfra().postgresUrl);
  url.pathname = `/${process.env['FLEET_DATABASE'] ?? 'parley'}`;
  return url.href;
};

/**
 * Messages that are committed and never hinted: stored by the service's own statement, as by one that died between commit
 * and hint. Sockets learn of them by the beacon alone.
 */
export class SilentSender {
  private readonly client = new pg.Client({ connectionString: fleetDatabase(), options: '-c search_path=messaging' });

  static async open(): Promise<SilentSender> {
    const sender = new SilentSender();
    await sender.client.connect();
    return sender;
  }

  /** @throws when the sender is no member */
  async send(senderId: string, conversationId: string, text: string): Promise<void> {
    const [userId, conversation] = [parseId(senderId), parseId(conversationId)];
    const message = {
      ...{ id: newId(), conversationId: conversation, type: 'text', body: { kind: 'plain', text }, attachments: [], metadata: {}, replyToId: null },
      ...{ reactions: [], threadCount: 0, isPinned: false, linkPreview: null, voice: null, editedAt: null, deletedAt: null },
      delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
    };
    const eventId = newId();
    const origin = { userId, sessionId: newId(), dialect: 'v1' };
    const begun = { id: eventId, subject: 'messaging.message.sent.v1', origin, payload: { clientKey: null, message } };
    const draft = {
      ...{ at: 0, eventId, senderId: userId, clientKey: null, isThreadReply: false, dialect: 'v1' },
      ...{ ...message, opening: JSON.stringify(begun).slice(0, -'}}}'.length) },
    };
    const { rows } = await this.client.query<{ readonly verdict: string }>('SELECT verdict FROM store_messages($1)', [JSON.stringify([draft])]);
    if (rows[0]?.verdict !== 'NEW') throw new Error(`not stored: ${rows[0]?.verdict}`);
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
