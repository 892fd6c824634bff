import type { MigrationInterface, QueryRunner } from 'typeorm';

const afterRepeats = "WHEN k.message_id IS NOT NULL THEN 'REPEATED'";

/** The other of the pair, by primary key. What the system says of an act in the conversation is no message to them. */
const refuseGone = `
              WHEN c.direct_key IS NOT NULL AND d.message ->> 'type' <> 'system' AND EXISTS (
                SELECT 1 FROM user_mirror g WHERE (g.deleted_at IS NOT NULL OR g.suspended_at IS NOT NULL)
                  AND g.id = (CASE WHEN starts_with(c.direct_key, d."senderId"::text) THEN split_part(c.direct_key, ':', 2)
                    ELSE split_part(c.direct_key, ':', 1) END)::uuid OFFSET 0) THEN 'RECIPIENT_GONE'`;

/** Nobody writes to, or takes along, who is suspended or deleted (C80, C81, A-CB-24, A-CB-81). */
export class MarkSuspendedUsers1763760000000 implements MigrationInterface {
  readonly name = 'MarkSuspendedUsers1763760000000';

  async up(runner: QueryRunner): Promise<void> {
    // `state_at`: when auth last changed the account's state; an older event never overwrites a newer one.
    await runner.query(`ALTER TABLE user_mirror ADD COLUMN suspended_at timestamptz, ADD COLUMN state_at timestamptz`);
    // One more verdict, in the one statement that stores: the rest of the function stays as the migrations before have left it.
    const [row] = (await runner.query(`SELECT pg_get_functiondef('append_messages(jsonb)'::regprocedure) AS source`)) as { source: string }[];
    const parts = row?.source.split(afterRepeats) ?? [];
    if (parts.length !== 2) throw new Error('append_messages does not judge as expected');
    await runner.query(parts.join(afterRepeats + refuseGone));
    // What people keep about somebody goes with that somebody.
    await runner.query(`CREATE INDEX preference_target ON preference (target_id)`);
    // So do blocks, on whichever side of the pair.
    await runner.query(`CREATE INDEX block_mirror_low ON block_mirror (split_part(pair_key, ':', 1))`);
    await runner.query(`CREATE INDEX block_mirror_high ON block_mirror (split_part(pair_key, ':', 2))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
