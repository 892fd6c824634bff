import { Injectable } from '@nestjs/common';
import type { FileId, UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** Which picture each person wears. */
@Injectable()
export class AvatarRepository {
  /** Notes a change unless a later one is known; answers the file that is not worn any more, the given one if it came too late. */
  async change(tx: Tx, ownerId: UserId, fileId: FileId | null, changedAt: Date): Promise<FileId | null> {
    await tx.query(`INSERT INTO avatar (owner_id, changed_at) VALUES ($1, '-infinity') ON CONFLICT DO NOTHING`, [ownerId]);
    const [before] = await tx.query<{ fileId: FileId | null; isOlder: boolean }>(
      'SELECT file_id AS "fileId", changed_at <= $2 AS "isOlder" FROM avatar WHERE owner_id = $1 FOR UPDATE',
      [ownerId, changedAt],
    );
    if (before === undefined || before.fileId === fileId) return null;
    if (!before.isOlder) return fileId;
    await tx.query('UPDATE avatar SET file_id = $2, changed_at = $3 WHERE owner_id = $1', [ownerId, fileId, changedAt]);
    return before.fileId;
  }

  async forget(tx: Tx, ownerId: UserId): Promise<void> {
    await tx.query('DELETE FROM avatar WHERE owner_id = $1', [ownerId]);
  }
}
