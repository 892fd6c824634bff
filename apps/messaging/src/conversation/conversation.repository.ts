import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { conversationColumns, toCard, toConversation, type ConversationRow } from './conversation.entity.js';
import type { Encounter, Pair } from './conversation.policy.js';
import { slugCandidates, slugStemOf } from './slug.policy.js';

/** Slugs looked up at a time while a free one is sought. */
const candidatesPerRound = 100;

export interface NewRoom {
  readonly id: ConversationId;
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly visibility: 'public' | 'private';
  readonly ownerId: UserId;
  readonly avatarUrl: string | null;
  readonly maxMembers: number | null;
  readonly isAutoSummaryEnabled: boolean;
  readonly summaryThreshold: number;
  readonly memberCount: number;
}

@Injectable()
export class ConversationRepository {
  /** False when the slug is taken: the unique index decides, whoever asked before. */
  async insertRoom(tx: Tx, room: NewRoom): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO conversation (id, kind, slug, title, description, visibility, owner_id, avatar_url, max_members,
         is_auto_summary_enabled, summary_threshold, member_count)
       VALUES ($1, 'room', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (slug) WHERE deleted_at IS NULL DO NOTHING RETURNING id`,
      [
        room.id,
        room.slug,
        room.title,
        room.description,
        room.visibility,
        room.ownerId,
        room.avatarUrl,
        room.maxMembers,
        room.isAutoSummaryEnabled,
        room.summaryThreshold,
        room.memberCount,
      ],
    );
    return rows.length > 0;
  }

  /** Makes the direct conversations that are missing; in key order, so that two batches never wait for each other. */
  async insertDirects(tx: Tx, pairs: readonly (Pair & { readonly id: ConversationId })[]): Promise<ReadonlySet<ConversationId>> {
    const rows = await tx.query<{ id: ConversationId }>(
      `WITH made AS (
         INSERT INTO conversation (id, kind, direct_key, visibility, member_count)
         SELECT id, 'direct', key, 'private', 2 FROM jsonb_to_recordset($1) AS pair (id uuid, key text) ORDER BY key
         ON CONFLICT (direct_key) DO NOTHING RETURNING id
       ), joined AS (
         INSERT INTO member (conversation_id, user_id, role, joined_at, joined_seq)
         SELECT made.id, user_id, 'member', now(), 0
           FROM made JOIN jsonb_to_recordset($1) AS pair (id uuid, low uuid, high uuid) USING (id), unnest(ARRAY[low, high]) AS user_id
       ) SELECT id FROM made`,
      [JSON.stringify(pairs)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async findByKeys(db: Queryable, keys: readonly string[]): Promise<ReadonlyMap<string, ConversationId>> {
    const rows = await db.query<{ key: string; id: ConversationId }>(
      'SELECT direct_key AS key, id FROM conversation WHERE direct_key = ANY($1::text[])',
      [keys],
    );
    return new Map(rows.map(({ key, id }) => [key, id]));
  }

  /** Rooms only: a direct conversation is addressed by its other user (C23). */
  async findByNums(db: Queryable, nums: readonly number[]): Promise<ReadonlyMap<number, ConversationId>> {
    const rows = await db.query<{ num: number; id: ConversationId }>(
      `SELECT num, id FROM conversation WHERE num = ANY($1::bigint[]) AND kind = 'room'`,
      [nums],
    );
    return new Map(rows.map(({ num, id }) => [num, id]));
  }

  /**
   * Slugs for a title that no live room has, nearest first (C39); `own` counts as free. Whoever takes one may find that another
   * was faster, and goes on to the next.
   */
  async *freeSlugs(db: Queryable, title: string, own: string | null): AsyncGenerator<string> {
    const stem = slugStemOf(title);
    for (let round = 0; ; round++) {
      const candidates = slugCandidates(stem, round, candidatesPerRound);
      const taken = await this.takenSlugs(db, candidates);
      yield* candidates.filter((slug) => slug === own || !taken.has(slug));
    }
  }

  private async takenSlugs(db: Queryable, slugs: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await db.query<{ slug: string }>('SELECT slug FROM conversation WHERE slug = ANY($1::text[]) AND deleted_at IS NULL', [slugs]);
    return new Set(rows.map(({ slug }) => slug));
  }

  /** Holds a conversation still until the transaction ends: who changes it, or writes its log, takes turns. */
  async lock(tx: Tx, id: ConversationId): Promise<void> {
    await tx.query('SELECT id FROM conversation WHERE id = $1 FOR NO KEY UPDATE', [id]);
  }

  /** Null when there is no such live conversation. */
  async forViewer(db: Queryable, viewerId: UserId, id: ConversationId): Promise<Encounter | null> {
    const [row] = await db.query<ConversationRow & { readonly viewerRole: messaging.MemberRole | null }>(
      `SELECT ${conversationColumns},
         (SELECT role FROM member WHERE conversation_id = c.id AND user_id = $2 AND left_at IS NULL) AS "viewerRole"
       FROM conversation c WHERE c.id = $1 AND c.deleted_at IS NULL`,
      [id, viewerId],
    );
    return row === undefined ? null : { conversation: row, viewerRole: row.viewerRole };
  }

  /** Unknown ids are absent. */
  async whole(db: Queryable, ids: readonly ConversationId[]): Promise<ReadonlyMap<ConversationId, messaging.Conversation>> {
    const rows = await db.query<ConversationRow>(`SELECT ${conversationColumns} FROM conversation c WHERE c.id = ANY($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, toConversation(row)]));
  }

  async cards(db: Queryable, ids: readonly ConversationId[]): Promise<ReadonlyMap<ConversationId, messaging.ConversationCard>> {
    const rows = await db.query<ConversationRow>(`SELECT ${conversationColumns} FROM conversation c WHERE c.id = ANY($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, toCard(row)]));
  }
}
