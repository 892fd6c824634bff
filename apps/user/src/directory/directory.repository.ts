import { Injectable } from '@nestjs/common';
import type { user, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import { PhoneCodec } from '../profile/phone.codec.js';
import { profileColumns, toProfile, type ProfileRow } from '../profile/profile.entity.js';
import type { SearchTerms } from './search.policy.js';

interface SeenRow extends ProfileRow {
  readonly isContactShown: boolean;
}

/** Matches one index contributes; beyond it a search is too vague for its order to matter. */
const mostMatches = 1_000;

/** Whether the viewer `$1` may see e-mail and phone of the row of `profile` (C36). OFFSET 0: asked per row, not by reading all contacts. */
const isContactShown = `(profile.user_id = $1 OR contact_visibility = 'everyone' OR (contact_visibility = 'contacts' AND EXISTS (
  SELECT 1 FROM contact c WHERE c.low = least(profile.user_id, $1) AND c.high = greatest(profile.user_id, $1) AND c.state = 'accepted' OFFSET 0)))`;

/** How well a name fits $2 (its text), $3 (its prefix) and $4 (its part): the less the better (A-CB-19). */
const rankOf = (name: string): string =>
  `CASE WHEN ${name} = $2 THEN 0 WHEN ${name} LIKE $3 THEN 1 WHEN ' ' || ${name} LIKE '% ' || $3 THEN 2 WHEN ' ' || ${name} LIKE $4 THEN 3 ELSE 9 END`;

const byPrefix = (column: string): string =>
  `(SELECT user_id FROM profile WHERE ${column} LIKE $3 AND deleted_at IS NULL ORDER BY ${column} USING ~<~ LIMIT ${mostMatches})`;
const byPart = (column: string): string =>
  `(SELECT user_id FROM profile WHERE (' ' || ${column}) LIKE $4 AND deleted_at IS NULL LIMIT ${mostMatches})`;
const displayName = 'name_fold(display_name)';
const username = 'lower(username::text)';
const email = 'name_fold(email)';

/** The statement of a search: each way to match is answered by an index of its own. Exported for the test that reads its plan. */
export const searchSql = ({ withUsernames, withContactData }: Pick<user.SearchUsersInput, 'withUsernames' | 'withContactData'>): string => {
  const ways = [
    ...[displayName, ...(withUsernames ? [username] : [])].flatMap((column) => [byPrefix(column), byPart(column)]),
    ...(withContactData
      ? [byPrefix(email), `(SELECT user_id FROM profile WHERE phone_prefix_digests @> ARRAY[$5::bytea] LIMIT ${mostMatches})`]
      : []),
  ];
  const ranks = [rankOf(displayName), ...(withUsernames ? [rankOf(username)] : [])];
  const contactRank = withContactData
    ? `CASE WHEN NOT ${isContactShown} THEN 9 WHEN ${email} LIKE $3 THEN 4 WHEN phone_prefix_digests @> ARRAY[$5::bytea] THEN 5 ELSE 9 END`
    : 'CASE WHEN $5::bytea IS NULL THEN 9 ELSE 9 END';
  return `WITH found AS (${ways.join(' UNION ')}), ranked AS (
      SELECT ${profileColumns}, ${isContactShown} AS "isContactShown", least(${[...ranks, contactRank].join(', ')}) AS rank
        FROM found JOIN profile USING (user_id) WHERE deleted_at IS NULL AND suspended_at IS NULL AND user_id <> $1
    ) SELECT *, count(*) OVER () AS total FROM ranked WHERE rank < 9 ORDER BY rank, lower("displayName"), id LIMIT $6 OFFSET $7`;
};

/** Profiles as others may see them. */
@Injectable()
export class DirectoryRepository {
  constructor(private readonly phones: PhoneCodec) {}

  async view(db: Queryable, viewerId: UserId, userIds: readonly UserId[]): Promise<readonly user.Profile[]> {
    const rows = await db.query<SeenRow>(
      `SELECT ${profileColumns}, ${isContactShown} AS "isContactShown" FROM profile WHERE user_id = ANY ($2::uuid[]) AND deleted_at IS NULL`,
      [viewerId, userIds],
    );
    return rows.map((row) => this.toSeen(row));
  }

  async search(db: Queryable, { viewerId, limit, offset, ...fields }: user.SearchUsersInput, terms: SearchTerms): Promise<user.UserPage> {
    const given = [viewerId, terms.text, terms.prefix, terms.part, this.phones.searchDigest(terms.text)];
    const rows = await db.query<SeenRow & { readonly total: number }>(searchSql(fields), [...given, limit, offset]);
    if (rows[0] === undefined && offset > 0) {
      const first = await db.query<{ readonly total: number }>(searchSql(fields), [...given, 1, 0]);
      return { profiles: [], total: first[0]?.total ?? 0 };
    }
    return { profiles: rows.map((row) => this.toSeen(row)), total: rows[0]?.total ?? 0 };
  }

  private toSeen(row: SeenRow): user.Profile {
    const shown = row.isContactShown ? row : { ...row, email: null, phoneSealed: null };
    return toProfile(this.phones, shown);
  }
}
