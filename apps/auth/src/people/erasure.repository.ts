import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** Everything here that tells of a person. Sessions and attempts stay, without telling of whom. */
const erasures: readonly string[] = [
  // First, while it is known what they were called: an attempt at a name that was taken, or not yet anybody's, has no user.
  `UPDATE auth_attempt SET identifier = '', ip = NULL
    WHERE user_id = $1 OR (user_id IS NULL AND lower(identifier) IN (
      SELECT lower(unnest(ARRAY[email::text, username::text])) FROM account WHERE user_id = $1
      UNION SELECT lower(email) FROM oauth_identity WHERE user_id = $1))`,
  `UPDATE account SET state = 'deleted', email = NULL, email_verified_at = NULL, username = 'deleted-' || replace(user_id::text, '-', ''),
          display_name = 'Deleted user', avatar_url = NULL, password_hash = NULL, role = 'user', suspended_reason = NULL, last_login_at = NULL, updated_at = now()
    WHERE user_id = $1`,
  `DELETE FROM refresh_token USING session WHERE session_id = session.id AND session.user_id = $1`,
  `UPDATE session SET ip = '', user_agent = NULL, device_id = NULL, token_hash = NULL WHERE user_id = $1`,
  `DELETE FROM verification_code WHERE user_id = $1`,
  `DELETE FROM password_reset WHERE user_id = $1`,
  `DELETE FROM second_factor WHERE user_id = $1`,
  `DELETE FROM backup_code WHERE user_id = $1`,
  `DELETE FROM api_key WHERE owner_id = $1`,
  `DELETE FROM oauth_identity WHERE user_id = $1`,
];

@Injectable()
export class ErasureRepository {
  /** Leaves a row that nobody can log in with and no name leads to; address and username are free again. */
  async erase(tx: Tx, userId: UserId): Promise<void> {
    // rotated_to points from row to row: one statement per table removes all at once.
    for (const sql of erasures) await tx.query(sql, [userId]);
  }
}
