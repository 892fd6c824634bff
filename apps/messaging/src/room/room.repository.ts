import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, UserId } from '@parley/contracts';
import { brokenConstraint, type Queryable, type Tx } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import type { Encounter } from '../conversation/conversation.policy.js';
import { memberColumns, toMember, type MemberRow } from '../conversation/member.repository.js';

/** Everything of a room that `updateRoom` changes, but the slug. */
export type RoomSettings = Pick<
  messaging.Conversation,
  'title' | 'description' | 'visibility' | 'avatarUrl' | 'maxMembers' | 'isEncryptionRequired' | 'isAutoSummaryEnabled' | 'summaryThreshold'
>;

/** Who is in a room and how it is set up. Its writers hold the room's lock, so counts and limits are exact. */
@Injectable()
export class RoomRepository {
  constructor(private readonly conversations: ConversationRepository) {}

  /** Locks a conversation, then looks: what is read is true until the commit. Sends wait for the same lock. */
  async lock(tx: Tx, viewerId: UserId, id: ConversationId): Promise<Encounter | null> {
    await this.conversations.lock(tx, id);
    return this.conversations.forViewer(tx, viewerId, id);
  }

  /** The live rooms a user is in. */
  async of(db: Queryable, userId: UserId): Promise<readonly ConversationId[]> {
    const rows = await db.query<{ readonly id: ConversationId }>(
      `SELECT c.id FROM member m JOIN conversation c ON c.id = m.conversation_id
        WHERE m.user_id = $1 AND m.left_at IS NULL AND c.kind = 'room' AND c.deleted_at IS NULL`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of `userIds` who are members, longest-serving first. */
  async members(db: Queryable, id: ConversationId, userIds: readonly UserId[]): Promise<readonly messaging.Member[]> {
    const rows = await db.query<MemberRow>(
      `SELECT ${memberColumns} FROM member m JOIN user_mirror u ON u.id = m.user_id
        WHERE m.conversation_id = $1 AND m.user_id = ANY($2::uuid[]) AND m.left_at IS NULL ORDER BY m.joined_at, m.user_id`,
      [id, userIds],
    );
    return rows.map(toMember);
  }

  /** Whoever was in before returns. What was said so far does not count as unread. */
  async seat(tx: Tx, id: ConversationId, userIds: readonly UserId[], role: 'admin' | 'member'): Promise<void> {
    await tx.query(
      `WITH head AS (UPDATE conversation SET member_count = member_count + cardinality($2::uuid[]) WHERE id = $1 RETURNING last_seq)
       INSERT INTO member (conversation_id, user_id, role, joined_at, joined_seq, last_read_seq)
       SELECT $1, user_id, $3, clock_timestamp(), last_seq + 1, last_seq FROM head, unnest($2::uuid[]) AS user_id
       ON CONFLICT (conversation_id, user_id) DO UPDATE SET role = excluded.role, joined_at = excluded.joined_at, joined_seq = excluded.joined_seq,
         left_at = NULL, left_seq = NULL, last_read_seq = greatest(member.last_read_seq, excluded.last_read_seq)`,
      [id, userIds, role],
    );
  }

  /** `leftSeq` is the last place of the log he may read. */
  async unseat(tx: Tx, id: ConversationId, userId: UserId, leftSeq: number): Promise<void> {
    await tx.query(
      `WITH gone AS (
         UPDATE member SET left_at = now(), left_seq = $3, role = 'member' WHERE conversation_id = $1 AND user_id = $2 AND left_at IS NULL RETURNING 1
       ) UPDATE conversation SET member_count = member_count - (SELECT count(*) FROM gone) WHERE id = $1`,
      [id, userId, leftSeq],
    );
  }

  async setRole(tx: Tx, id: ConversationId, userId: UserId, role: messaging.MemberRole): Promise<void> {
    await tx.query('UPDATE member SET role = $3 WHERE conversation_id = $1 AND user_id = $2', [id, userId, role]);
    if (role === 'owner') await tx.query('UPDATE conversation SET owner_id = $2 WHERE id = $1', [id, userId]);
  }

  /** Who follows an owner: the longest-serving admin, else member (C40); null when he is alone. */
  async successor(tx: Tx, id: ConversationId, ownerId: UserId): Promise<messaging.Member | null> {
    const rows = await tx.query<MemberRow>(
      `SELECT ${memberColumns} FROM member m JOIN user_mirror u ON u.id = m.user_id
        WHERE m.conversation_id = $1 AND m.user_id <> $2 AND m.left_at IS NULL
        ORDER BY (m.role = 'admin') DESC, m.joined_at, m.user_id LIMIT 1`,
      [id, ownerId],
    );
    return rows[0] === undefined ? null : toMember(rows[0]);
  }

  /** False when another live room has the slug: the unique index decides. */
  async setSlug(tx: Tx, id: ConversationId, slug: string): Promise<boolean> {
    await tx.query('SAVEPOINT slug');
    try {
      await tx.query('UPDATE conversation SET slug = $2 WHERE id = $1', [id, slug]);
      return true;
    } catch (error) {
      if (brokenConstraint(error) !== 'conversation_slug') throw error;
      await tx.query('ROLLBACK TO SAVEPOINT slug');
      return false;
    }
  }

  async setUp(tx: Tx, id: ConversationId, settings: RoomSettings): Promise<void> {
    await tx.query(
      `UPDATE conversation SET title = $2, description = $3, visibility = $4, avatar_url = $5, max_members = $6, is_auto_summary_enabled = $7,
         summary_threshold = $8, is_encryption_required = $9, updated_at = now() WHERE id = $1`,
      [
        id,
        settings.title,
        settings.description,
        settings.visibility,
        settings.avatarUrl,
        settings.maxMembers,
        settings.isAutoSummaryEnabled,
        settings.summaryThreshold,
        settings.isEncryptionRequired,
      ],
    );
  }

  /** Everybody is out and the slug is free; messages stay (C42). */
  async close(tx: Tx, id: ConversationId, leftSeq: number): Promise<void> {
    await tx.query('UPDATE member SET left_at = now(), left_seq = $2 WHERE conversation_id = $1 AND left_at IS NULL', [id, leftSeq]);
    await tx.query('UPDATE conversation SET deleted_at = now(), updated_at = now(), member_count = 0 WHERE id = $1', [id]);
  }
}
