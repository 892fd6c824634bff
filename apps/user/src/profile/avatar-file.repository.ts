import { Injectable } from '@nestjs/common';
import type { FileId, UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** Which uploaded file, if any, is somebody's avatar. */
@Injectable()
export class AvatarFileRepository {
  /** Whether another file than before is noted. The caller has changed the row in the same transaction, so two at once take turns. */
  async replace(tx: Tx, userId: UserId, fileId: FileId | null): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE profile SET avatar_file_id = $2 WHERE user_id = $1 AND avatar_file_id IS DISTINCT FROM $2::uuid RETURNING user_id',
      [userId, fileId],
    );
    return rows.length > 0;
  }
}
