import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { file, newId } from '@parley/contracts';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { FileHarness, newOrigin, publicUrl, text, type GivenFile } from './file.harness.js';
import { gif, jpegWithExif, pixelBomb, scanBomb } from './pictures.js';

const note: GivenFile = { name: 'a note.txt', mime: 'text/plain', bytes: text('hello') };
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('uploads', () => {
  let harness: FileHarness;
  const anna = newOrigin();

  beforeAll(async () => {
    harness = await FileHarness.start({});
  });
  afterAll(() => harness.close());

  it('keep bytes, tell of them once, and can then be read', async () => {
    const conversationId = newId<'conversation'>();
    const bytes = randomBytes(300_000);
    const stored = await harness.upload(anna, { name: '../x/data.bin', mime: null, bytes }, conversationId);
    expect(stored).toEqual({
      ...{ id: stored.id, ownerId: anna.userId, conversationId, purpose: 'attachment', name: 'data.bin', sizeBytes: 300_000 },
      ...{ mime: 'application/octet-stream', kind: 'file', url: expect.stringMatching(`^${publicUrl}/cdn/${stored.id}/data\\.bin\\?s=[\\w-]{22}$`) },
      ...{ thumbnailUrl: null, width: null, height: null, durationSeconds: null, uploadedAt: expect.any(String), expiresAt: expect.any(String) },
    });
    expect(Date.parse(stored.expiresAt ?? '') - Date.parse(stored.uploadedAt)).toBe(7 * 86_400_000);
    const [row] = await harness.database.query('SELECT state, sha256, token_hash FROM file WHERE id = $1', [stored.id]);
    expect(row).toEqual({ state: 'finished', sha256: createHash('sha256').update(bytes).digest('hex'), token_hash: null });
    expect(Buffer.from(await harness.read(stored.url)).equals(bytes)).toBe(true);

    await harness.finish(anna, { fileId: stored.id }, conversationId);
    await harness.bus.event(file.fileUploaded, ({ file: one }) => one.id === stored.id);
    expect(harness.bus.eventsOf(file.fileUploaded).filter(({ payload }) => payload.file.id === stored.id)).toHaveLength(1);
    expect(await readdir(join(harness.dataFolder, 'files', 'spool'))).toEqual([]);
  });

  it('shrink pictures to 320 px, upright and without EXIF', async () => {
    const stored = await harness.upload(anna, { name: 'p.jpg', mime: 'image/jpeg', bytes: await jpegWithExif(800, 400) }, null);
    expect(stored).toMatchObject({
      kind: 'image',
      mime: 'image/jpeg',
      width: 400,
      height: 800,
      thumbnailUrl: expect.stringContaining('/thumbnail.webp?s='),
    });
    const thumbnail = await harness.read(stored.thumbnailUrl ?? '');
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'webp', width: 160, height: 320 });
    expect((await sharp(thumbnail).metadata()).exif).toBeUndefined();
    expect(await harness.open(stored.thumbnailUrl ?? '')).toMatchObject({ mime: 'image/webp', isInlineSafe: true });
  });

  it('of avatars are encoded anew, in their own format (C37)', async () => {
    const given = { name: 'me.jpg', mime: 'image/jpeg', bytes: Buffer.concat([await jpegWithExif(1_000, 600), text('<script>')]) };
    const ticket = await harness.prepare(anna, given, { purpose: 'avatar' });
    expect(ticket.maxBytes).toBe(5 * 1024 * 1024);
    const stored = await harness.put(ticket, given.bytes).then(() => harness.finish(anna, ticket, null));
    expect(stored).toMatchObject({ purpose: 'avatar', mime: 'image/jpeg', width: 307, height: 512 });
    const kept = Buffer.from(await harness.read(stored.url));
    expect(kept).toHaveLength(stored.sizeBytes);
    for (const secret of ['Canary', '<script>', 'GPS']) expect(kept.includes(secret)).toBe(false);
    await expect(harness.put(await harness.prepare(anna, note, { purpose: 'avatar' }), note.bytes)).rejects.toThrow(code('FILE_TYPE_NOT_ALLOWED'));
    const moving = { name: 'me.gif', mime: 'image/gif', bytes: await gif(20, 20) };
    expect(await harness.put(await harness.prepare(anna, moving, { purpose: 'avatar' }), moving.bytes)).toMatchObject({ mime: 'image/gif' });
  });

  it.each<[string, string, () => Promise<GivenFile>]>([
    ['FILE_TYPE_NOT_ALLOWED', 'a page called a picture', async () => ({ name: 'a.png', mime: 'image/png', bytes: text('<html><script>') })],
    [
      'FILE_TYPE_NOT_ALLOWED',
      'a program called a document',
      async () => ({ name: 'a.doc', mime: null, bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]) }),
    ],
    ['FILE_TOO_LARGE', 'a picture of 65,535² pixels', async () => ({ name: 'a.png', mime: 'image/png', bytes: await pixelBomb() })],
    ['FILE_TOO_LARGE', 'a picture drawn a hundred times', async () => ({ name: 'a.jpg', mime: 'image/jpeg', bytes: await scanBomb(100) })],
    [
      'FILE_INFECTED',
      'the test virus',
      async () => ({
        name: 'a.txt',
        mime: null,
        bytes: text(['x'.repeat(70_000), 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')),
      }),
    ],
  ])('are refused with %s: %s', async (wanted, _, given) => {
    const one = await given();
    const ticket = await harness.prepare(anna, one, {});
    await expect(harness.put(ticket, one.bytes)).rejects.toThrow(code(wanted));
    await expect(harness.finish(anna, ticket, null)).rejects.toThrow(code('UPLOAD_INCOMPLETE'));
  });

  it('are as large as announced or allowed, and no larger', async () => {
    const exact = await harness.prepare(anna, note, { sizeBytes: 5 });
    expect(await harness.put(exact, note.bytes)).toMatchObject({ sizeBytes: 5 });
    await expect(harness.put(await harness.prepare(anna, note, { sizeBytes: 4 }), note.bytes)).rejects.toThrow(code('FILE_TOO_LARGE'));
    const chatrooms = { ...anna, dialect: 'chatrooms' } as const;
    const ticket = await harness.prepare(chatrooms, note, {});
    expect(ticket.maxBytes).toBe(10 * 1024 * 1024);
    await expect(harness.put(ticket, Buffer.alloc(ticket.maxBytes + 1))).rejects.toThrow(code('FILE_TOO_LARGE'));
    await expect(harness.prepare(chatrooms, note, { sizeBytes: ticket.maxBytes + 1 })).rejects.toThrow(code('FILE_TOO_LARGE'));
    await expect(harness.prepare(anna, { ...note, name: 'run.exe' }, {})).rejects.toThrow(code('FILE_TYPE_NOT_ALLOWED'));
  });

  it('take a ticket once, and only the right one', async () => {
    const [mine, other] = [await harness.prepare(anna, note, {}), await harness.prepare(newOrigin(), note, {})];
    await expect(harness.put({ ...mine, token: other.token }, note.bytes)).rejects.toThrow(code('UPLOAD_TOKEN_INVALID'));
    await expect(harness.finish(anna, mine, null)).rejects.toThrow(code('UPLOAD_INCOMPLETE'));
    const { transferUrl } = await harness.call(file.locateUpload, { fileId: mine.fileId });
    await harness.put({ ...mine, transferUrl }, note.bytes);
    await expect(harness.put(mine, note.bytes)).rejects.toThrow(code('UPLOAD_TOKEN_INVALID'));
    await harness.database.query(`UPDATE file SET token_expires_at = now() WHERE id = $1`, [other.fileId]);
    await expect(harness.put(other, note.bytes)).rejects.toThrow(code('UPLOAD_TOKEN_INVALID'));
  });

  it('are finished all or none, by their owner, where they belong', async () => {
    const [one, two] = [await harness.prepare(anna, note, {}), await harness.prepare(anna, note, {})];
    await harness.put(one, note.bytes);
    const both = { origin: anna, fileIds: [one.fileId, two.fileId], conversation: null };
    await expect(harness.call(file.finishUploads, both)).rejects.toThrow(code('UPLOAD_INCOMPLETE'));
    await expect(harness.finish(newOrigin(), one, null)).rejects.toThrow(code('FILE_NOT_FOUND'));
    await harness.put(two, note.bytes);
    const [home, away] = [newId<'conversation'>(), newId<'conversation'>()];
    const finished = await harness.call(file.finishUploads, { ...both, conversation: { id: home } });
    expect(finished.map(({ id, conversationId }) => [id, conversationId])).toEqual([
      [one.fileId, home],
      [two.fileId, home],
    ]);
    await expect(harness.finish(anna, one, away)).rejects.toThrow(code('ATTACHMENT_INVALID'));
    const unused = { ownerId: anna.userId, conversationId: home, withinSeconds: 900, kind: null, limit: 1 };
    expect((await harness.call(file.listUnusedUploads, unused)).map(({ id }) => id)).toEqual([two.fileId]);
  });
});
