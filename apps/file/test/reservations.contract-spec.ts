import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, file, messaging, newId, type EventContract, type FileId, type UserId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { FileHarness, newOrigin, text } from './file.harness.js';

const refused = expect.objectContaining({ code: 'NOT_A_MEMBER' });

describe('files kept for messages', () => {
  let harness: FileHarness;
  const anna = newOrigin();
  const home = newId<'conversation'>();

  beforeAll(async () => {
    harness = await FileHarness.start({});
  });
  afterAll(() => harness.close());

  const reserve = (fileId: FileId, ownerId = anna.userId) =>
    harness.call(file.reserveFiles, { ownerId, conversationId: home, wanted: [{ fileId, url: null }], until: null });
  const release = (...fileIds: readonly FileId[]) => harness.call(file.releaseFiles, { fileIds });
  const say = <P>(contract: EventContract<P>, payload: P) =>
    harness.bus.publish(contract, { id: newId(), subject: contract.subject, occurredAt: new Date().toISOString(), origin: null, payload });
  const offered = async (): Promise<readonly FileId[]> => {
    const asked = { ownerId: anna.userId, conversationId: home, withinSeconds: 900, kind: null, limit: 10 };
    return (await harness.call(file.listUnusedUploads, asked)).map(({ id }) => id);
  };

  it('are offered again as soon as no message asks for them any more (A-RC-21)', async () => {
    const { id } = await harness.upload(anna, { name: 'note.txt', mime: 'text/plain', bytes: text('hello') }, home);
    await reserve(id);
    await reserve(id);
    expect(await offered()).toEqual([]);
    expect(await release(id)).toBeNull();
    expect(await offered()).toEqual([]);
    await release(id, newId());
    expect(await offered()).toEqual([id]);
    await release(id);
    await reserve(id);
    expect(await offered()).toEqual([]);
  });

  it('of a message that was to come later, and does not, go with the one that shows them (C54), and expire as unused ones do (C69)', async () => {
    const later = (fileId: FileId) => {
      const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
      return harness.call(file.reserveFiles, { ownerId: anna.userId, conversationId: home, wanted: [{ fileId, url: null }], until });
    };
    const given = { name: 'note.txt', mime: 'text/plain', bytes: text('hello') };
    const [shown, unused] = [await harness.upload(anna, given, home), await harness.upload(anna, given, home)];
    for (const { id } of [shown, unused]) await later(id);
    await release(shown.id, unused.id);
    const expiry = 'SELECT round(extract(epoch FROM expires_at - uploaded_at) / 86400)::int AS days FROM file WHERE id = $1';
    expect(await harness.database.query(expiry, [unused.id])).toEqual([{ days: 7 }]);

    const messageId = newId<'message'>();
    await reserve(shown.id);
    await say(messaging.filesAttached, { messageId, conversationId: home, senderId: anna.userId, fileIds: [shown.id] });
    await eventually(async () => expect(await harness.database.query(expiry, [shown.id])).toEqual([{ days: null }]), 5_000);
    const card = { id: home, num: 1, kind: 'room', title: 'Home', slug: 'home', pair: null } as const;
    const sender = { id: anna.userId, num: 1, username: 'anna', displayName: 'Anna', avatarUrl: null };
    const [deletedBy, deletedAt] = [anna.userId, new Date().toISOString()];
    await say(messaging.messageDeleted, { messageId, conversation: card, sender, deletedBy, deletedAt, fileIds: [shown.id], seq: 2 });
    await harness.bus.event(file.fileDeleted, ({ fileId }) => fileId === shown.id);
  });

  it('whose last message is gone while one is to come later go within a minute of its being cancelled', async () => {
    const { id } = await harness.upload(anna, { name: 'note.txt', mime: 'text/plain', bytes: text('hello') }, home);
    await reserve(id);
    await harness.database.query('INSERT INTO file_link (file_id, message_id, conversation_id, unlinked_at) VALUES ($1, $2, $3, now())', [
      id,
      newId(),
      home,
    ]);
    await release(id);
    const soon = `SELECT expires_at <= now() + interval '1 minute' AS "isSoon" FROM file WHERE id = $1`;
    expect(await harness.database.query(soon, [id])).toEqual([{ isSoon: true }]);
  });

  it('open for who reads the message before news of it is here, and for their owner also where it never comes', async () => {
    const { id } = await harness.upload(anna, { name: 'note.txt', mime: 'text/plain', bytes: text('hello') }, null);
    const open = (viewerId: UserId) => harness.call(file.openForMember, { viewerId, fileId: id });
    const reader = newId<'user'>();
    await expect(open(reader)).rejects.toThrow(refused);
    await reserve(id);
    expect(await open(reader)).toMatchObject({ id });
    harness.closed.add(home);
    await expect(open(reader)).rejects.toThrow(refused);
    expect(await open(anna.userId)).toMatchObject({ id });
    harness.closed.delete(home);
    await release(id);
    await expect(open(reader)).rejects.toThrow(refused);
  });

  it('C80: outlive the account that has just sent them, where news of the message comes after it, and go where none does', async () => {
    const owner = newOrigin();
    const given = { name: 'note.txt', mime: 'text/plain', bytes: text('hello') };
    const [unused, sent, unsent] = [
      await harness.upload(owner, given, home),
      await harness.upload(owner, given, home),
      await harness.upload(owner, given, home),
    ];
    for (const { id } of [sent, unsent]) await reserve(id, owner.userId);
    await say(auth.userDeleted, { userId: owner.userId, sealedAddresses: '' });
    await harness.bus.event(file.fileDeleted, ({ fileId }) => fileId === unused.id);
    await say(messaging.filesAttached, { messageId: newId<'message'>(), conversationId: home, senderId: owner.userId, fileIds: [sent.id] });
    const expiry = 'SELECT expires_at IS NULL AS "isKept", expires_at < now() + interval \'1 minute\' AS "goes" FROM file WHERE id = $1';
    await eventually(async () => expect(await harness.database.query(expiry, [sent.id])).toEqual([{ isKept: true, goes: null }]), 5_000);
    expect(await harness.database.query(expiry, [unsent.id])).toEqual([{ isKept: false, goes: true }]);
  });

  it.each([
    [
      'asked for',
      `UPDATE file SET reserved_at = now(), reservations = 1, reserved_for = $2, reserved_until = now() + interval '1 minute' WHERE id = $1`,
    ],
    [
      'shown',
      `WITH kept AS (UPDATE file SET expires_at = NULL WHERE id = $1) INSERT INTO file_link (file_id, message_id, conversation_id) VALUES ($1, gen_random_uuid(), $2)`,
    ],
  ])('C80: outlive the account that is deleted at the moment they are %s', async (_what, sql) => {
    const owner = newOrigin();
    const given = { name: 'note.txt', mime: 'text/plain', bytes: text('hello') };
    const [kept, unused] = [await harness.upload(owner, given, home), await harness.upload(owner, given, home)];
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(sql, [kept.id, home]);
    await say(auth.userDeleted, { userId: owner.userId, sealedAddresses: '' });
    await eventually(async () => expect(await harness.database.lockWaits()).not.toEqual([]), 5_000);
    await holder.query('COMMIT');
    await holder.end();
    await harness.bus.event(file.fileDeleted, ({ fileId }) => fileId === unused.id);
    expect(await harness.database.query('SELECT id FROM file WHERE owner_id = $1', [owner.userId])).toEqual([{ id: kept.id }]);
  });

  it('C80: go without a deadlock with the account whose picture is changed at that moment', async () => {
    const owner = newOrigin();
    const { id } = await harness.upload(owner, { name: 'note.txt', mime: 'text/plain', bytes: text('hello') }, home);
    await harness.database.query(`INSERT INTO avatar (owner_id, changed_at) VALUES ($1, now())`, [owner.userId]);
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM avatar WHERE owner_id = $1 FOR UPDATE', [owner.userId]);
    await say(auth.userDeleted, { userId: owner.userId, sealedAddresses: '' });
    await eventually(async () => expect(await harness.database.lockWaits()).not.toEqual([]), 5_000);
    expect((await holder.query('SELECT 1 FROM file WHERE id = $1 FOR UPDATE NOWAIT', [id])).rowCount).toBe(1);
    await holder.query('COMMIT');
    await holder.end();
    await harness.bus.event(file.fileDeleted, ({ fileId }) => fileId === id);
  });
});
