import { Injectable } from '@nestjs/common';
import type { ContactId, user, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { profileCard } from '../profile/profile.entity.js';
import { streakOf } from '../streak/streak.repository.js';

/** The relation of a pair, as it is stored. */
export interface StoredContact {
  readonly id: ContactId;
  readonly state: 'pending' | 'accepted';
  readonly requestedBy: UserId;
  readonly message: string | null;
}

interface ContactRow extends Omit<user.Contact, 'since'> {
  readonly since: Date | null;
}

const stored = 'id, state, requested_by AS "requestedBy", message';
const pairIs = 'low = least($1::uuid, $2::uuid) AND high = greatest($1::uuid, $2::uuid)';

/** What `others` (column other_id) are to `$1`; c, b and s are their relation, my block and our streak. */
const contactsOf = (others: string): string => `
  SELECT c.id, ${profileCard('p')} AS user, coalesce(c.state, 'none') AS relation, coalesce(c.requested_by = $1, false) AS "isRequestedByMe",
    b.blocker_id IS NOT NULL AS "isBlocked", c.message, coalesce(b.created_at, c.accepted_at, c.created_at) AS since, ${streakOf} AS streak,
    p.display_name AS "displayName"
  FROM (${others}) others JOIN profile p ON p.user_id = other_id AND p.deleted_at IS NULL
    LEFT JOIN contact c ON c.low = least($1::uuid, other_id) AND c.high = greatest($1::uuid, other_id)
    LEFT JOIN block b ON b.blocker_id = $1 AND b.blocked_id = other_id
    LEFT JOIN streak s ON s.low = least($1::uuid, other_id) AND s.high = greatest($1::uuid, other_id)`;

const everybody = `SELECT high AS other_id FROM contact WHERE low = $1 UNION SELECT low FROM contact WHERE high = $1
  UNION SELECT blocked_id FROM block WHERE blocker_id = $1`;

const inState = `WHERE $2 = 'all' OR $2 = CASE WHEN "isBlocked" THEN 'blocked' ELSE relation END`;
const listContacts = {
  name: 'contacts_list',
  text: `SELECT * FROM (${contactsOf(everybody)}) contacts ${inState} ORDER BY lower("displayName"), "user" ->> 'id' LIMIT $3 OFFSET $4`,
};
const countContacts = { name: 'contacts_count', text: `SELECT count(*)::int FROM (${contactsOf(everybody)}) contacts ${inState}` };

const toContact = ({ id, user, relation, isRequestedByMe, isBlocked, message, since, streak }: ContactRow): user.Contact => ({
  id,
  user,
  relation,
  isRequestedByMe,
  isBlocked,
  message,
  since: since?.toISOString() ?? null,
  streak,
});

@Injectable()
export class ContactRepository {
  /** Null when the pair has a relation already: the primary key decides, whoever asked first. */
  async insertRequest(tx: Tx, id: ContactId, requesterId: UserId, targetId: UserId, message: string | null): Promise<StoredContact | null> {
    const [row] = await tx.query<StoredContact>(
      `INSERT INTO contact (id, low, high, state, requested_by, message)
       VALUES ($3, least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 'pending', $1, $4)
       ON CONFLICT (low, high) DO NOTHING RETURNING ${stored}`,
      [requesterId, targetId, id, message],
    );
    return row ?? null;
  }

  /** Accepts what `requesterId` has asked; null when they have not. */
  async accept(tx: Tx, requesterId: UserId, targetId: UserId): Promise<StoredContact | null> {
    const [row] = await tx.query<StoredContact>(
      `UPDATE contact SET state = 'accepted', accepted_at = now() WHERE ${pairIs} AND state = 'pending' AND requested_by = $1 RETURNING ${stored}`,
      [requesterId, targetId],
    );
    return row ?? null;
  }

  /** Deletes what `requesterId` has asked; null when they have not. */
  async deleteRequest(tx: Tx, requesterId: UserId, targetId: UserId): Promise<StoredContact | null> {
    const sql = `DELETE FROM contact WHERE ${pairIs} AND state = 'pending' AND requested_by = $1 RETURNING ${stored}`;
    const [row] = await tx.query<StoredContact>(sql, [requesterId, targetId]);
    return row ?? null;
  }

  async isSuspended(db: Queryable, userId: UserId): Promise<boolean> {
    return (await db.query('SELECT 1 FROM profile WHERE user_id = $1 AND suspended_at IS NOT NULL', [userId])).length > 0;
  }

  async delete(tx: Tx, one: UserId, other: UserId): Promise<StoredContact | null> {
    const [row] = await tx.query<StoredContact>(`DELETE FROM contact WHERE ${pairIs} RETURNING ${stored}`, [one, other]);
    return row ?? null;
  }

  /** Null when there is no such living user. */
  async find(db: Queryable, viewerId: UserId, otherId: UserId): Promise<user.Contact | null> {
    const [row] = await db.query<ContactRow>(contactsOf('SELECT $2::uuid AS other_id'), [viewerId, otherId]);
    return row === undefined ? null : toContact(row);
  }

  async list(db: Queryable, { viewerId, state, limit, offset }: user.ListContactsInput): Promise<readonly user.Contact[]> {
    return (await db.query<ContactRow>(listContacts, [viewerId, state, limit, offset])).map(toContact);
  }

  async count(db: Queryable, { viewerId, state }: user.ListContactsInput): Promise<number> {
    return (await db.query<{ readonly count: number }>(countContacts, [viewerId, state]))[0]?.count ?? 0;
  }
}
