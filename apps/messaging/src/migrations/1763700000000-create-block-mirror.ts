import type { MigrationInterface, QueryRunner } from 'typeorm';

const afterRepeats = "WHEN k.message_id IS NOT NULL THEN 'REPEATED'";

/** Asked per direct conversation by its primary key; the repeat of a message that was acknowledged stays one. */
const refuseBlocked = `
              WHEN c.direct_key IS NOT NULL AND EXISTS (
                SELECT 1 FROM block_mirror b WHERE b.pair_key = c.direct_key AND b.is_standing OFFSET 0) THEN 'BLOCKED'`;

/** Who blocks whom, as user knows it: while one of a pair blocks the other, neither writes to the other (C31). */
export class CreateBlockMirror1763700000000 implements MigrationInterface {
  readonly name = 'CreateBlockMirror1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    // Keyed as direct conversations are. A lifted block stays, so that a late copy does not bring it back.
    await runner.query(`
      CREATE TABLE block_mirror (
        pair_key text NOT NULL,
        blocker_id uuid NOT NULL,
        is_standing boolean NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (pair_key, blocker_id)
      )`);
    // One more verdict, in the one statement that stores: the rest of the function stays as the migrations before have left it.
    const [row] = (await runner.query(`SELECT pg_get_functiondef('append_messages(jsonb)'::regprocedure) AS source`)) as { source: string }[];
    const parts = row?.source.split(afterRepeats) ?? [];
    if (parts.length !== 2) throw new Error('append_messages does not judge as expected');
    await runner.query(parts.join(afterRepeats + refuseBlocked));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
