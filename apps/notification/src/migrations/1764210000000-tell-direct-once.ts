import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A direct message that names somebody is told as a message or as a mention: which one is judged by a level, and levels change between two events. */
export class TellDirectOnce1764210000000 implements MigrationInterface {
  readonly name = 'TellDirectOnce1764210000000';

  async up(runner: QueryRunner): Promise<void> {
    // Once per person, too. In rooms nothing is told as `message`. The older key stays: replicas of the older version insert by it.
    await runner.query(`CREATE UNIQUE INDEX notification_direct_once ON notification (source, user_id) WHERE kind IN ('message', 'mention')`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
