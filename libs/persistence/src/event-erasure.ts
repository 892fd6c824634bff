import { Injectable } from '@nestjs/common';
import { auth, messaging } from '@parley/contracts';
import { EventStream } from '@parley/transport';
import { setTimeout as delay } from 'node:timers/promises';
import { Database } from './database.js';
import { DatabaseOptions } from './options.js';

/** The relay takes what was committed a moment ago within this time, mostly. */
const relayMs = 250;
const mostTries = 8;

interface ErasableRow {
  readonly position: string;
  readonly isPublished: boolean;
  /** Null when the stream has it no longer. */
  readonly sequence: string | null;
}

/** Takes what tells of a deleted person out of what this service has published: its outbox, the stream, parked events (C80). */
@Injectable()
export class EventErasure {
  constructor(
    private readonly database: Database,
    private readonly stream: EventStream,
    private readonly options: DatabaseOptions,
  ) {}

  /**
   * Erases the events from before `before` (ISO 8601) that name one of `words`, ids or addresses. What is said after it, as
   * that the person has left, stays, and which files are in use: that names nobody, and is waited for. What travelled with them
   * is published again, and consumers know it. Throws when one of them is still to be published: ask again. Repeating it changes
   * nothing.
   */
  async execute(words: readonly string[], before: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      const waiting = await this.erasePublished(words, before);
      if (waiting === 0) return;
      if (tries === mostTries) throw new Error(`${waiting} events to be erased are not published yet`);
      await delay(relayMs);
    }
  }

  /** Answers how many are still to be published. */
  private async erasePublished(words: readonly string[], before: string): Promise<number> {
    // Lowered in one place: not every capital is lowered alike by Node and Postgres.
    // No index: it is read through for each deletion, which are few, and holds a day of events.
    const rows = await this.database.query<ErasableRow>(
      `SELECT position, published_at IS NOT NULL AS "isPublished", stream_sequence AS sequence FROM outbox
        WHERE envelope->>'occurredAt' < $2 AND envelope->>'subject' <> $3
          AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS word WHERE position(lower(word) IN lower(envelope::text)) > 0)`,
      [words, before, messaging.filesAttached.subject],
    );
    const published = rows.filter(({ isPublished }) => isPublished);
    const sequences = [...new Set(published.flatMap(({ sequence }) => sequence ?? []))];
    for (const sequence of sequences) await this.stream.erase(this.options.service, Number(sequence));
    await this.database.query(
      `WITH gone AS (DELETE FROM outbox WHERE position = ANY ($1::bigint[]))
       UPDATE outbox SET published_at = NULL, stream_sequence = NULL WHERE stream_sequence = ANY ($2::bigint[]) AND position <> ALL ($1::bigint[])`,
      [published.map(({ position }) => position), sequences],
    );
    await this.database.query(
      `DELETE FROM parked_event WHERE subject <> $2
          AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS word WHERE position(lower(word) IN lower(body)) > 0)`,
      [words, auth.userDeleted.subject],
    );
    return rows.length - published.length;
  }
}
