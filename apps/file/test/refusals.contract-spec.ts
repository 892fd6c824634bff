import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { file, newId, type ErrorCode } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { FileHarness, newOrigin, text, type GivenFile } from './file.harness.js';

const note: GivenFile = { name: 'note.txt', mime: 'text/plain', bytes: text('hello') };
const code = (wanted: ErrorCode) => expect.objectContaining({ code: wanted });

describe('an upload to a place', () => {
  let harness: FileHarness;
  const anna = newOrigin();

  beforeAll(async () => {
    harness = await FileHarness.start({});
  });
  afterAll(() => harness.close());

  it.each<ErrorCode>(['CONVERSATION_NOT_FOUND', 'USER_NOT_FOUND', 'SELF_TARGETED', 'NOT_A_MEMBER', 'BLOCKED'])(
    'that messaging refuses with %s is refused likewise, and bound to none',
    async (refusal) => {
      const id = newId<'conversation'>();
      harness.refusals.set(id, refusal);
      await expect(harness.prepare(anna, note, { conversation: { id } })).rejects.toThrow(code(refusal));
      const ticket = await harness.prepare(anna, note, {});
      await harness.put(ticket, note.bytes);
      await expect(harness.finish(anna, ticket, id)).rejects.toThrow(code(refusal));
      const [row] = await harness.database.query('SELECT state, conversation_id FROM file WHERE id = $1', [ticket.fileId]);
      expect(row).toEqual({ state: 'stored', conversation_id: null });
    },
  );

  it('is discarded, bytes and all, while it is not finished', async () => {
    const ticket = await harness.prepare(anna, note, {});
    await harness.put(ticket, note.bytes);
    const finished = await harness.upload(anna, note, null);
    await harness.call(file.discardUploads, { origin: newOrigin(), fileIds: [ticket.fileId] });
    await harness.call(file.discardUploads, { origin: anna, fileIds: [ticket.fileId, finished.id] });
    await expect(harness.finish(anna, ticket, null)).rejects.toThrow(code('FILE_NOT_FOUND'));
    expect(await harness.open(finished.url)).toMatchObject({ id: finished.id });
    await eventually(async () => expect(await harness.database.query('SELECT FROM doomed_object')).toEqual([]), 5_000);
  });
});

describe('an upload to a store that is away', () => {
  it('is refused before it begins', async () => {
    const harness = await FileHarness.start({ S3_URL: 'http://key:secret@127.0.0.1:9/bucket' });
    await eventually(() => expect(harness.prepare(newOrigin(), note, {})).rejects.toThrow(code('FILE_UPLOAD_FAILED')), 5_000);
    await expect(harness.call(file.checkStorage, {})).rejects.toThrow(code('SERVICE_UNAVAILABLE'));
    await harness.close();
  });
});
