import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { file, messaging, newId, type ConversationId, type FileId } from '@parley/contracts';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

const described = (fileId: FileId, kind: 'image' | 'file'): messaging.Attachment => ({
  ...{
    fileId,
    url: `https://x.test/cdn/${fileId}/a?s=1`,
    name: 'a',
    sizeBytes: 7,
    mime: 'image/png',
    kind,
    thumbnailUrl: null,
    durationSeconds: null,
  },
});

const byId = (fileId: FileId): messaging.AttachmentInput => ({ fileId, url: null, kind: null });

describe('files of messages', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let ben: Person;
  let id: ConversationId;
  /** What the file service knows as Anna's. */
  const pictures = new Set<FileId>();
  let asked: readonly file.ReserveFilesInput[];
  let released: readonly file.ReleaseFilesInput[];

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
    [anna, ben] = await harness.people('anna', 'ben');
    id = await harness.direct(anna, ben);
    released = harness.bus.answer(file.releaseFiles, () => null);
    asked = harness.bus.answer(file.reserveFiles, ({ wanted }) =>
      wanted.map(({ fileId }) => (fileId !== null && pictures.has(fileId) ? described(fileId, 'image') : null)),
    );
  });
  afterAll(() => harness.close());

  const picture = (): FileId => {
    const fileId = newId<'file'>();
    pictures.add(fileId);
    return fileId;
  };

  const send = (attachments: readonly messaging.AttachmentInput[], changes: Partial<messaging.SendMessageInput>) =>
    harness.call(messaging.sendMessage, { ...textInput(anna, { id }, ''), attachments, ...changes });

  it('are described by the file service, told of with the message, and make its type (C49)', async () => {
    const [one, two] = [picture(), picture()];
    const link = { fileId: null, url: 'https://elsewhere.test/cdn/1/a.pdf?s=2', kind: null } as const;
    const { message } = await send([byId(one), link, byId(two)], { type: null });
    expect(message.type).toBe('image');
    expect(message.attachments).toEqual([
      described(one, 'image'),
      expect.objectContaining({ fileId: null, url: link.url, sizeBytes: 0 }),
      described(two, 'image'),
    ]);
    expect(asked.at(-1)).toEqual({
      ...{ ownerId: anna.id, conversationId: id, until: null },
      wanted: [
        { fileId: one, url: null },
        { fileId: null, url: link.url },
        { fileId: two, url: null },
      ],
    });
    const { payload } = await harness.bus.event(messaging.filesAttached, ({ messageId }) => messageId === message.id);
    expect(payload).toEqual({ messageId: message.id, conversationId: id, senderId: anna.id, fileIds: [one, two] });
    const { payload: sent } = await harness.bus.event(messaging.messageSent, ({ message: one }) => one.id === message.id);
    expect(sent.message.attachments).toEqual(message.attachments);
  });

  it('are linked once, in the order they were first named, however often they are named', async () => {
    const [one, two] = [picture(), picture()];
    const link = { fileId: null, url: 'https://elsewhere.test/a.pdf', kind: null } as const;
    const { message } = await send([byId(one), link, byId(two), byId(one)], {});
    expect(message.attachments).toEqual([described(one, 'image'), expect.objectContaining({ url: link.url }), described(two, 'image')]);
    const { payload } = await harness.bus.event(messaging.filesAttached, ({ messageId }) => messageId === message.id);
    expect(payload.fileIds).toEqual([one, two]);
  });

  it('that nobody vouches for refuse their message alone', async () => {
    const begin = asked.length;
    const [fine, refused] = await Promise.allSettled([
      harness.call(messaging.sendMessage, textInput(anna, { id }, 'no file')),
      send([byId(newId())], {}),
    ]);
    expect(fine.status).toBe('fulfilled');
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'ATTACHMENT_INVALID' } });
    expect(asked).toHaveLength(begin + 1);
  });

  it('of a repeated message are not told of again', async () => {
    const fileId = picture();
    const first = await send([byId(fileId)], { clientKey: 'files-once' });
    const again = await send([byId(fileId)], { clientKey: 'files-once' });
    expect([again.message.id, again.isNew]).toEqual([first.message.id, false]);
    await harness.bus.event(messaging.filesAttached, ({ messageId }) => messageId === first.message.id);
    expect(harness.bus.eventsOf(messaging.filesAttached).filter(({ payload }) => payload.fileIds.includes(fileId))).toHaveLength(1);
  });

  it('of a message that does not come are given back: refused, or a repeat', async () => {
    const [one, two, three] = [picture(), picture(), picture()];
    const clientKey = 'files-back';
    await send([byId(one)], { clientKey });
    await send([byId(two)], { clientKey });
    await expect(send([byId(three)], { replyToId: newId() })).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    expect(released.filter(({ fileIds }) => [one, two, three].some((id) => fileIds.includes(id)))).toEqual([
      { fileIds: [two] },
      { fileIds: [three] },
    ]);
  });

  it('of a message that was to come later are given back when it does not: cancelled, refused, or scheduled twice at once', async () => {
    const schedule = (fileId: FileId, changes: Partial<messaging.ScheduleMessageInput>) =>
      harness.call(messaging.scheduleMessage, {
        ...{ origin: anna.origin, conversationId: id, body: { kind: 'plain', text: '' }, attachments: [byId(fileId)], replyToId: null },
        ...{ isThreadReply: false, scheduledFor: new Date(Date.now() + 3_600_000).toISOString(), clientKey: null, ...changes },
      });
    const [one, two, three] = [picture(), picture(), picture()];
    const releasedOf = (fileId: FileId) => released.filter(({ fileIds }) => fileIds.includes(fileId)).length;
    const waiting = await schedule(one, {});
    expect(releasedOf(one)).toBe(0);
    await harness.call(messaging.cancelScheduled, { origin: anna.origin, messageId: waiting.id });
    expect(releasedOf(one)).toBe(1);
    await expect(harness.call(messaging.cancelScheduled, { origin: anna.origin, messageId: waiting.id })).rejects.toThrow();
    await expect(schedule(two, { replyToId: newId() })).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    expect([releasedOf(one), releasedOf(two)]).toEqual([1, 1]);
    const twice = await Promise.all([1, 2].map(() => schedule(three, { clientKey: 'files-later' })));
    const timesAsked = asked.filter(({ wanted }) => wanted.some(({ fileId }) => fileId === three)).length;
    expect([new Set(twice.map((made) => made.id)).size, releasedOf(three)]).toEqual([1, timesAsked - 1]);
  });

  it('wait with a scheduled message until it is sent', async () => {
    const fileId = picture();
    const scheduledFor = new Date(Date.now() + 300).toISOString();
    const scheduled = await harness.call(messaging.scheduleMessage, {
      ...{ origin: anna.origin, conversationId: id, body: { kind: 'plain', text: '' }, attachments: [byId(fileId)] },
      ...{ replyToId: null, isThreadReply: false, scheduledFor, clientKey: null },
    });
    expect(scheduled.attachments).toEqual([described(fileId, 'image')]);
    expect(asked.at(-1)).toMatchObject({ until: scheduledFor });
    const { payload } = await harness.bus.event(messaging.filesAttached, ({ messageId }) => messageId === scheduled.id);
    expect(payload.fileIds).toEqual([fileId]);
    expect((await harness.bus.event(messaging.messageSent, ({ message }) => message.id === scheduled.id)).payload.message.type).toBe('image');
  });

  it('are asked for by place and membership', async () => {
    const cleo = await harness.person('cleo');
    const place = (person: Person, conversation: messaging.ConversationRef) =>
      harness.call(messaging.findPlace, { origin: person.origin, conversation });
    expect(await place(ben, { directWith: { id: anna.id } })).toEqual({ conversationId: id });
    const { conversationId: opened } = await place(cleo, { directWith: { num: anna.num } });
    expect(opened).not.toBe(id);
    await expect(place(cleo, { id })).rejects.toThrow(expect.objectContaining({ code: 'NOT_A_MEMBER' }));
    await expect(place(cleo, { id: newId() })).rejects.toThrow(expect.objectContaining({ code: 'CONVERSATION_NOT_FOUND' }));
    await expect(place(cleo, { directWith: { id: cleo.id } })).rejects.toThrow(expect.objectContaining({ code: 'SELF_TARGETED' }));
    await expect(place(cleo, { directWith: { id: newId() } })).rejects.toThrow(expect.objectContaining({ code: 'USER_NOT_FOUND' }));
    await harness.call(messaging.mirrorBlock, { blockerId: anna.id, blockedId: cleo.id, isStanding: true, changedAt: new Date().toISOString() });
    await expect(place(cleo, { id: opened })).rejects.toThrow(expect.objectContaining({ code: 'BLOCKED' }));
    expect(await harness.call(messaging.listMemberships, { userId: ben.id, conversationIds: [opened, id, newId<'conversation'>()] })).toEqual([id]);
  });
});
