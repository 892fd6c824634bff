import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, UserId } from '@parley/contracts';
import type { Database, Queryable } from '@parley/persistence';
import { messageColumns, messageSource, type MessageRow } from '../message/message.entity.js';
import type { SearchPlan } from './search-query.policy.js';

export interface FoundRow extends MessageRow {
  readonly score: number;
  readonly total: number;
}

/** What is looked for. */
export interface Wanted {
  readonly plan: SearchPlan;
  /** Whose messages match whatever is in them. */
  readonly senders: readonly UserId[];
  readonly filter: SearchFilter;
}

export type SearchFilter = Pick<messaging.SearchMessagesInput, 'viewerId' | 'senderId' | 'types' | 'before' | 'after' | 'limit'>;

const whole = `to_tsquery('simple', $2)`;
const begun = `to_tsquery('simple', $3)`;

/** Whole words 2, beginnings 1, parts 0; within each by rank; all of it between 0 and 1. */
const score = `((CASE WHEN m.search_document @@ ${whole} THEN 2 WHEN m.search_document @@ ${begun} THEN 1 ELSE 0 END
  + ts_rank(m.search_document, ${begun}, 32)) / 3)::float8`;

/** What a search may take before it looks at the newest messages only: a word that is everywhere is ranked everywhere. */
const patienceMs = 1_500;
/** Those: of so many conversations of latest activity so many messages each, or so many of the one that was asked about. */
const newest = { conversations: 100, messages: 1_000, ofOne: 20_000 } as const;

export const everyMessage = 'message m WHERE m.conversation_id = ANY($1::uuid[])';
const newestMessages = `unnest($1::uuid[]) place (id)
  CROSS JOIN LATERAL (SELECT * FROM message WHERE conversation_id = place.id ORDER BY seq DESC LIMIT $13) m WHERE true`;

/** SQL of `find`; exported so that a test can look at its plan. What is not asked for is left out: an OR that is always false would cost the index. */
export const searchSql = ({ plan, senders }: Pick<Wanted, 'plan' | 'senders'>, source: string): string => `
  SELECT ${messageColumns}, found.score, found.total FROM (
    SELECT m.id, m.created_at, ${score} AS score, count(*) OVER () AS total FROM ${source}
     AND m.deleted_at IS NULL AND m.type <> 'system'
       AND (m.search_document @@ ${begun}
         ${plan.parts !== null ? 'OR (m.search_text LIKE $4 AND m.search_text LIKE ALL($5::text[]))' : ''} ${senders.length > 0 ? 'OR m.sender_id = ANY($6::uuid[])' : ''})
       AND ($7::uuid IS NULL OR m.sender_id = $7) AND ($8::text[] IS NULL OR m.type = ANY($8))
       AND ($9::timestamptz IS NULL OR m.created_at < $9) AND ($10::timestamptz IS NULL OR m.created_at >= $10)
       AND NOT EXISTS (SELECT 1 FROM message_hide h WHERE h.message_id = m.id AND h.user_id = $12)
     ORDER BY score DESC, m.created_at DESC, m.id LIMIT $11
  ) found JOIN ${messageSource} ON m.id = found.id
  -- Every parameter has a type, used or not.
  WHERE (true OR ($4::text, $5::text[], $6::uuid[]) IS NULL)
  ORDER BY found.score DESC, m.created_at DESC, m.id`;

const parametersOf = (ids: readonly ConversationId[], { plan: { whole, prefix, parts }, senders, filter }: Wanted): readonly unknown[] => [
  ...[ids, whole, prefix, parts?.[0] ?? null, parts, senders],
  ...[filter.senderId ?? null, filter.types ?? null, filter.before ?? null, filter.after ?? null, filter.limit, filter.viewerId],
];

@Injectable()
export class SearchRepository {
  /** Text as the database compares it. */
  async fold(db: Queryable, text: string): Promise<string> {
    const [row] = await db.query<{ folded: string }>('SELECT search_fold($1) AS folded', [text]);
    return row?.folded ?? '';
  }

  /** Conversations the user is in now, latest activity first. */
  async readable(db: Queryable, userId: UserId): Promise<readonly ConversationId[]> {
    const rows = await db.query<{ id: ConversationId }>(
      `SELECT c.id FROM member m JOIN conversation c ON c.id = m.conversation_id
        WHERE m.user_id = $1 AND m.left_at IS NULL AND c.deleted_at IS NULL ORDER BY c.last_activity_at DESC`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** Whose names, of all who are or were in a conversation, hold the folded text. */
  async sendersNamed(db: Queryable, id: ConversationId, folded: string): Promise<readonly UserId[]> {
    const rows = await db.query<{ id: UserId }>(
      `SELECT u.id FROM member m JOIN user_mirror u ON u.id = m.user_id
        WHERE m.conversation_id = $1 AND strpos(search_fold(u.username || ' ' || u.display_name), $2) > 0`,
      [id, folded],
    );
    return rows.map((row) => row.id);
  }

  /** Best first, then newest; of a word that is everywhere among the newest messages only, and so counted. `ids`: latest activity first. */
  async find(database: Database, ids: readonly ConversationId[], wanted: Wanted): Promise<FoundRow[]> {
    const found = await database.queryWithin<FoundRow>(patienceMs, searchSql(wanted, everyMessage), parametersOf(ids, wanted));
    return found ?? this.findNewest(database, ids, wanted);
  }

  private findNewest(db: Queryable, ids: readonly ConversationId[], wanted: Wanted): Promise<FoundRow[]> {
    const places = ids.slice(0, newest.conversations);
    const each = places.length === 1 ? newest.ofOne : newest.messages;
    return db.query<FoundRow>(searchSql(wanted, newestMessages), [...parametersOf(places, wanted), each]);
  }
}
