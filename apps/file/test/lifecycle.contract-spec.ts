import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, file, messaging, newId, user, type EventContract, type EventEnvelope, type FileId, type MessageId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExpireFiles } from '../src/file/expire-files.use-case.js';
import { keyOf } from '../src/file/file.entity.js';
import { ReconcileStorage } from '../src/file/reconcile-storage.use-case.js';
import { ObjectStore } from '../src/storage/store.port.js';
import { FileHarness, newOrigin, text, type GivenFile } from './file.harness.js';
import { jpegWithExif } from './pictures.js';

const note: GivenFile = { name: 'note.txt', mime: 'text/plain', bytes: text('hello') };
const code = (wanted: string) => expect.objectContaining({ code: wanted });

const envelope = <P>(contract: EventContract<P>, payload: P): EventEnvelope<P> => ({
  ...{ id: newId(), subject: contract.subject, occurredAt: new Date().toISOString(), origin: null, payload },
});

describe('stored files', () => {
  let harness: FileHarness;
  const anna = newOrigin();
  const home = newId<'conversation'>();

  beforeAll(async () => {
    harness = await FileHarness.start({});
  });
  afterAll(() => harness.close());

  const has = async (id: FileId): Promise<boolean> => {
    const bytes = await harness.part(ObjectStore).read(keyOf(id, 'original'), null);
    bytes?.destroy();
    return bytes !== null;
  };
  const gone = (id: FileId): Promise<void> => eventually(async () => expect([id, await has(id)]).toEqual([id, false]), 5_000);
  const reserve = (wanted: Partial<file.WantedFile>, changes: Partial<file.ReserveFilesInput>) =>
    harness.call(file.reserveFiles, {
      ...{ ownerId: anna.userId, conversationId: home, wanted: [{ fileId: null, url: null, ...wanted }], until: null, ...changes },
    });
  const say = <P>(contract: EventContract<P>, payload: P) => harness.bus.publish(contract, envelope(contract, payload));
  const attach = (messageId: MessageId, fileIds: readonly FileId[]) =>
    say(messaging.filesAttached, { messageId, conversationId: home, senderId: anna.userId, fileIds });
  const deleted = (messageId: MessageId, fileIds: readonly FileId[]) => {
    const conversation = { id: home, num: 1, kind: 'room', title: null, slug: null, pair: null } as const;
    const sender = { id: anna.userId, num: 1, username: 'anna', displayName: 'Anna', avatarUrl: null };
    const at = new Date().toISOString();
    return say(messaging.messageDeleted, { messageId, conversation, sender, deletedBy: anna.userId, deletedAt: at, fileIds, seq: 1 });
  };

  it('are described to messages of their owner in their conversation, by id or by address', async () => {
    const stored = await harness.upload(anna, note, home);
    const shown = {
      ...{ fileId: stored.id, url: stored.url, name: 'note.txt', sizeBytes: 5, mime: 'text/plain', kind: 'file' },
      ...{ thumbnailUrl: null, durationSeconds: null },
    };
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
    expect(await reserve({ fileId: stored.id }, { until })).toEqual([shown]);
    expect(await reserve({ url: new URL(stored.url).pathname + new URL(stored.url).search }, {})).toEqual([shown]);
    const [row] = await harness.database.query<{ days: number }>(
      'SELECT round(extract(epoch FROM expires_at - now()) / 86400)::int AS days FROM file WHERE id = $1',
      [stored.id],
    );
    expect(row).toEqual({ days: 31 });

    const ben = newOrigin();
    for (const url of ['https://elsewhere.test/a.png', stored.url.replace(/s=..../, 's=AAAA')]) expect(await reserve({ url }, {})).toEqual([null]);
    expect(await reserve({ url: stored.url }, { ownerId: ben.userId })).toEqual([null]);
    await expect(reserve({ fileId: stored.id }, { ownerId: ben.userId })).rejects.toThrow(code('ATTACHMENT_INVALID'));
    await expect(reserve({ fileId: stored.id }, { conversationId: newId() })).rejects.toThrow(code('ATTACHMENT_INVALID'));
    await expect(reserve({ fileId: newId() }, {})).rejects.toThrow(code('ATTACHMENT_INVALID'));
    const ticket = await harness.prepare(anna, note, { conversation: { id: home } });
    await harness.put(ticket, note.bytes);
    await expect(reserve({ fileId: ticket.fileId }, {})).rejects.toThrow(code('UPLOAD_INCOMPLETE'));
  });

  it('live as long as a message uses them, in whatever order the news comes', async () => {
    const [one, two, late] = await Promise.all([
      harness.upload(anna, note, home),
      harness.upload(anna, note, home),
      harness.upload(anna, note, home),
    ]);
    const [first, second] = [newId<'message'>(), newId<'message'>()];
    await attach(first, [one.id, two.id]);
    await attach(second, [one.id]);
    const links = 'SELECT FROM file_link WHERE file_id = ANY($1::uuid[])';
    await eventually(async () => expect(await harness.database.query(links, [[one.id, two.id]])).toHaveLength(3), 5_000);
    expect(await harness.database.query('SELECT FROM file WHERE id = $1 AND expires_at IS NULL', [one.id])).toHaveLength(1);
    await deleted(first, [one.id, two.id]);
    expect(await harness.bus.event(file.fileDeleted, ({ fileId }) => fileId === two.id)).toMatchObject({ payload: { reason: 'message' } });
    await gone(two.id);
    expect(await has(one.id)).toBe(true);
    await deleted(second, [one.id]);
    await gone(one.id);

    const third = newId<'message'>();
    await deleted(third, [late.id]);
    await gone(late.id);
    await attach(third, [late.id]);
    expect(await harness.database.query('SELECT FROM file_link WHERE message_id = $1', [third])).toEqual([]);
  });

  it('outlive the message they were in while another that asked for them is not known yet (C54)', async () => {
    const { id } = await harness.upload(anna, note, home);
    const [first, second] = [newId<'message'>(), newId<'message'>()];
    const expires = (isSo: boolean | null) =>
      eventually(async () => {
        const rows = await harness.database.query('SELECT expires_at > now() AS expires FROM file WHERE id = $1', [id]);
        expect(rows).toEqual([{ expires: isSo }]);
      }, 5_000);
    await reserve({ fileId: id }, {});
    await attach(first, [id]);
    await expires(null);
    await reserve({ fileId: id }, {});
    await deleted(first, [id]);
    await expires(true);
    await attach(second, [id]);
    await expires(null);
    await deleted(second, [id]);
    await gone(id);
  });

  it('are deleted by their owner alone, and expire unused', async () => {
    const [mine, unused, used] = await Promise.all([
      harness.upload(anna, note, home),
      harness.upload(anna, note, null),
      harness.upload(anna, note, home),
    ]);
    await expect(harness.call(file.deleteFile, { origin: newOrigin(), fileId: mine.id })).rejects.toThrow(code('FILE_DELETE_DENIED'));
    await harness.call(file.deleteFile, { origin: anna, fileId: mine.id });
    await expect(harness.call(file.deleteFile, { origin: anna, fileId: mine.id })).rejects.toThrow(code('FILE_NOT_FOUND'));
    await expect(harness.open(mine.url)).rejects.toThrow(code('FILE_NOT_FOUND'));
    await gone(mine.id);

    await attach(newId(), [used.id]);
    await eventually(
      async () => expect(await harness.database.query('SELECT FROM file WHERE id = $1 AND expires_at IS NULL', [used.id])).toHaveLength(1),
      5_000,
    );
    await harness.database.query(`UPDATE file SET expires_at = now() - interval '1 second' WHERE id = $1`, [unused.id]);
    await expect(harness.open(unused.url)).rejects.toThrow(code('FILE_NOT_FOUND'));
    await harness.part(ExpireFiles).execute();
    expect(await harness.bus.event(file.fileDeleted, ({ fileId }) => fileId === unused.id)).toMatchObject({ payload: { reason: 'expired' } });
    await gone(unused.id);
    expect(await has(used.id)).toBe(true);
    expect(await harness.call(file.measureUsage, { ownerId: newOrigin().userId })).toEqual({ usedBytes: 0, limitBytes: 100 * 1024 ** 3 });
  });

  it('open for members of their conversations, else for their owner alone', async () => {
    const [bound, free] = await Promise.all([harness.upload(anna, note, home), harness.upload(anna, note, null)]);
    const open = (viewerId: file.OpenForMemberInput['viewerId'], fileId: FileId) => harness.call(file.openForMember, { viewerId, fileId });
    expect(await open(newId(), bound.id)).toMatchObject({ id: bound.id, url: bound.url, isInlineSafe: false, redirectUrl: null });
    await expect(open(newId(), free.id)).rejects.toThrow(code('NOT_A_MEMBER'));
    expect(await open(anna.userId, free.id)).toMatchObject({ id: free.id });
    harness.closed.add(home);
    await expect(open(anna.userId, bound.id)).rejects.toThrow(code('NOT_A_MEMBER'));
    harness.closed.delete(home);
    await expect(open(anna.userId, newId())).rejects.toThrow(code('FILE_NOT_FOUND'));
  });

  it('worn as avatars replace each other, and go with the account (C37, C80)', async () => {
    const owner = newOrigin();
    const wear = async (): Promise<file.StoredFile> => {
      const given = { name: 'me.jpg', mime: 'image/jpeg', bytes: await jpegWithExif(40, 40) };
      const ticket = await harness.prepare(owner, given, { purpose: 'avatar' });
      return harness.put(ticket, given.bytes).then(() => harness.finish(owner, ticket, null));
    };
    const [old, current, sent] = [await wear(), await wear(), await harness.upload(owner, note, home)];
    const change = (fileId: FileId | null, second: number) =>
      say(user.avatarChanged, { userId: owner.userId, fileId, changedAt: `2026-01-01T00:00:0${second}Z` });
    await change(current.id, 2);
    await eventually(async () => expect(await harness.database.query('SELECT FROM avatar WHERE file_id = $1', [current.id])).toHaveLength(1), 5_000);
    await change(old.id, 1);
    expect(await harness.bus.event(file.fileDeleted, ({ fileId }) => fileId === old.id)).toMatchObject({ payload: { reason: 'replaced' } });
    await gone(old.id);
    expect(await has(current.id)).toBe(true);

    await attach(newId(), [sent.id]);
    await eventually(async () => expect(await harness.database.query('SELECT FROM file_link WHERE file_id = $1', [sent.id])).toHaveLength(1), 5_000);
    await say(auth.userDeleted, { userId: owner.userId, sealedAddresses: '' });
    await gone(current.id);
    expect(await has(sent.id)).toBe(true);
  });

  it('and the store are compared: what belongs to no file goes, what is lost is told', async () => {
    const [kept, lost] = await Promise.all([harness.upload(anna, note, home), harness.upload(anna, note, home)]);
    const store = harness.part(ObjectStore);
    const orphan = newId<'file'>();
    const path = join(harness.dataFolder, 'orphan');
    await writeFile(path, 'orphan');
    await store.put(keyOf(orphan, 'original'), { path, sizeBytes: 6, mime: 'text/plain' });
    await store.remove([keyOf(lost.id, 'original')]);
    const reconcile = harness.part(ReconcileStorage);
    expect(await reconcile.execute(new Date(Date.now() - 3_600_000))).toEqual({ orphans: 0, lost: [] });
    expect(await reconcile.execute(new Date(Date.now() + 1_000))).toEqual({ orphans: 1, lost: [lost.id] });
    await harness.part(ExpireFiles).execute();
    await gone(orphan);
    expect(await has(kept.id)).toBe(true);
  });
});
