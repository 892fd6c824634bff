import { Injectable } from '@nestjs/common';
import { newId, type EventContract, type EventEnvelope, type EventOrigin, type Origin } from '@parley/contracts';
import { currentTrace } from '@parley/runtime';
import type { Tx } from './transactions.js';

/** The origin of what happens now: of a caller's fields those that are one. */
export const eventOrigin = ({ userId, sessionId, dialect }: Origin): EventOrigin => {
  const traceparent = currentTrace();
  return { userId, sessionId, dialect, ...(traceparent === null ? {} : { traceparent }) };
};

/** A new envelope, stamped now. */
export const envelopeOf = <P>(contract: EventContract<P>, payload: P, origin: Origin | null): EventEnvelope<P> => ({
  id: newId(),
  subject: contract.subject,
  occurredAt: new Date().toISOString(),
  origin: origin === null ? null : eventOrigin(origin),
  payload,
});

/** What JSON may escape and no text of Postgres holds: NUL, and half characters. */
const unstorable = /\0|\p{Cs}/gu;

const readable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(unstorable, (found) => (found === '\0' ? '' : '\uFFFD')) : value;

/** An envelope that the database cannot read again would hold up all behind it. */
const jsonOf = (envelope: EventEnvelope<unknown>): string => {
  const json = JSON.stringify(envelope);
  return json.includes('\\u') ? JSON.stringify(envelope, readable) : json;
};

const addEvent = { name: 'outbox_add', text: 'INSERT INTO outbox (id, envelope) VALUES ($1, $2)' };

/** Events written in the writer's transaction: published if, and only if, it commits. */
@Injectable()
export class Outbox {
  /** `origin` is null when the system itself acts. */
  async add<P>(tx: Tx, contract: EventContract<P>, payload: P, origin: Origin | null): Promise<void> {
    const envelope = envelopeOf(contract, payload, origin);
    await tx.query(addEvent, [envelope.id, jsonOf(envelope)]);
    tx.events.push(envelope);
  }
}
