import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, file, messaging, newId, type AnyId, type ConversationId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

/** An act of somebody, and the row of his that another writes before it and takes back. */
interface Act {
  readonly row: string;
  readonly act: (gone: Person, other: Person, direct: ConversationId) => Promise<unknown>;
}

const pairKey = `least($1::uuid, $2::uuid) || ':' || greatest($1::uuid, $2::uuid)`;

describe('what somebody keeps at the moment he is deleted (C80)', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  const waiting = () => harness.database.lockWaits();
  const marked = (id: AnyId) => harness.database.query('SELECT 1 FROM user_mirror WHERE id = $1 AND deleted_at IS NOT NULL', [id]);
  const tellDeleted = ({ id: userId }: Person) =>
    harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses: '' }, null));
  const favour = (gone: Person, other: Person) =>
    harness.call(messaging.changePreferences, { viewerId: gone.id, conversation: { directWith: { id: other.id } }, isFavorite: true });
  const setLevel = (gone: Person, _other: Person, conversationId: ConversationId) =>
    harness.call(messaging.changeNoticeLevels, { viewerId: gone.id, changes: [{ conversationId, isReset: false, isEnabled: false }] });
  const block = (blocker: Person, blocked: Person) =>
    harness.call(messaging.mirrorBlock, { blockerId: blocker.id, blockedId: blocked.id, isStanding: true, changedAt: new Date().toISOString() });
  const keptOf = ({ id }: Person) =>
    harness.database.query(
      `SELECT 'preference' AS kept FROM preference WHERE user_id = $1
       UNION ALL SELECT 'block' FROM block_mirror WHERE position($1::text IN pair_key) > 0`,
      [id],
    );

  const preferenceRow = `INSERT INTO preference (id, user_id, target_id) VALUES ('${newId()}', $1, $2)`;
  const blockRow = `INSERT INTO block_mirror (pair_key, blocker_id, is_standing, changed_at) SELECT ${pairKey}, $1, false, now()`;
  it.each<[string, Act]>([
    ['a favourite', { row: preferenceRow, act: favour }],
    ['how far he is told of a conversation', { row: preferenceRow, act: setLevel }],
    ['whom he blocks', { row: blockRow, act: block }],
  ])('%s goes with him', async (_what, { row, act }) => {
    const [gone, other] = await harness.people('gone', 'other');
    const direct = await harness.direct(gone, other);
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    // Who writes has found him living, and waits for whoever was here first.
    await holder.query(row, [gone.id, other.id]);
    const acted = act(gone, other, direct);
    await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
    await tellDeleted(gone);
    await eventually(async () => expect([...(await waiting()), ...(await marked(gone.id))]).toHaveLength(2), 5_000);
    await holder.query('ROLLBACK');
    await holder.end();
    await acted;
    await eventually(async () => expect(await marked(gone.id)).toHaveLength(1), 5_000);
    await eventually(async () => expect(await keptOf(gone)).toEqual([]), 5_000);
  });

  it('is nothing from then on, whichever way it comes', async () => {
    const [gone, other] = await harness.people('gone', 'other');
    const direct = await harness.direct(gone, other);
    await tellDeleted(gone);
    await eventually(async () => expect(await marked(gone.id)).toHaveLength(1), 5_000);
    await expect(favour(gone, other)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(setLevel(gone, other, direct)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await block(gone, other);
    await block(other, gone);
    expect(await keptOf(gone)).toEqual([]);
  });

  it('nothing that was said of him before the news of it came is kept with his name, however late that is', async () => {
    const [owner, gone] = await harness.people('owner', 'gone');
    const { id: conversationId } = (await harness.room(owner, [gone], {})).conversation;
    await harness.call(messaging.changeRole, { origin: owner.origin, conversationId, userId: gone.id, role: 'admin' });
    const news = envelopeOf(auth.userDeleted, { userId: gone.id, sealedAddresses: '' }, null);
    await harness.bus.publish(auth.userDeleted, { ...news, occurredAt: new Date(Date.now() - 3_600_000).toISOString() });
    const told = async (word: string) => {
      const sql = `SELECT envelope->>'subject' AS subject FROM outbox WHERE position($1 IN envelope::text) > 0 ORDER BY position`;
      return (await harness.database.query<{ readonly subject: string }>(sql, [word])).map(({ subject }) => subject);
    };
    await harness.bus.event(messaging.memberRemoved, ({ user }) => user.id === gone.id);
    await eventually(async () => expect(await told(gone.displayName)).toEqual([]), 10_000);
    expect(await told(gone.id)).toEqual([messaging.memberRemoved.subject]);
  });

  it('but the news which files his messages show, which the keeper of files waits for', async () => {
    const [owner, gone] = await harness.people('owner', 'gone');
    const { id } = (await harness.room(owner, [gone], {})).conversation;
    const fileId = newId<'file'>();
    const [name, sizeBytes, mime, kind] = ['a', 7, 'text/plain', 'file'] as const;
    const described = { fileId, url: 'https://x.test/cdn/1/a?s=1', name, sizeBytes, mime, kind, thumbnailUrl: null, durationSeconds: null };
    harness.bus.answer(file.reserveFiles, () => [described]);
    await harness.call(messaging.sendMessage, { ...textInput(gone, { id }, ''), attachments: [{ fileId, url: null, kind: null }] });
    const news = envelopeOf(auth.userDeleted, { userId: gone.id, sealedAddresses: '' }, null);
    await harness.bus.publish(auth.userDeleted, { ...news, occurredAt: new Date(Date.now() + 3_600_000).toISOString() });
    const told = `SELECT envelope->>'subject' AS subject FROM outbox WHERE position($1 IN envelope::text) > 0`;
    const left = [{ subject: messaging.filesAttached.subject }];
    await eventually(
      async () =>
        expect(await harness.database.query(`${told} AND envelope->>'subject' <> $2`, [gone.id, messaging.memberRemoved.subject])).toEqual(left),
      10_000,
    );
  });
});
