import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, type ConversationId, type MessageId } from '@parley/contracts';
import { ShowPreview } from '../src/link/show-preview.use-case.js';
import { historyInput, MessagingHarness, textInput, type Person } from './messaging.harness.js';
import { eventually, sendHtml, WebServer } from '@parley/testing';

const outside = '127.0.0.9';

describe('link previews (A-CB-34)', () => {
  let harness: MessagingHarness;
  let web: WebServer;
  let canary: WebServer;
  let anna: Person;
  let ben: Person;
  let room: ConversationId;

  beforeAll(async () => {
    harness = await MessagingHarness.startWith(2, { LINK_PREVIEW_ALLOWED_ADDRESSES: outside });
    web = await WebServer.open(outside, 0, ({ url = '' }, response) => sendHtml(response, `<title>Page ${url}</title>`));
    canary = await WebServer.open('127.0.0.1', 0, (_request, response) => sendHtml(response, '<title>secret</title>'));
    [anna, ben] = await harness.people('anna', 'ben');
    room = (await harness.room(anna, [ben], {})).conversation.id;
  });
  afterAll(() => Promise.all([harness.close(), web.close(), canary.close()]));

  const previewed = (path: string) => ({ url: web.url(path), title: `Page ${path}`, description: '', image: '' });
  const updates = (id: MessageId) =>
    harness.bus.eventsOf(messaging.messageUpdated).filter(({ payload }) => payload.message.id === id && payload.cause === 'preview');
  const updated = (id: MessageId) => harness.bus.event(messaging.messageUpdated, ({ message, cause }) => message.id === id && cause === 'preview');
  const read = async (id: MessageId) =>
    (await harness.call(messaging.listMessages, historyInput(ben, { id: room }, {})))?.messages.find((message) => message.id === id);
  const edit = (messageId: MessageId, text: string) =>
    harness.call(messaging.editMessage, { origin: anna.origin, messageId, conversationId: room, body: { kind: 'plain', text } });
  /** All that waited has been looked at. */
  const settled = () => eventually(async () => expect(await harness.database.query('SELECT 1 FROM link_task')).toEqual([]), 10_000);

  it('are fetched after the message is sent, told once, in the log, and kept', async () => {
    const sent = await harness.say(anna, room, `see ${web.url('/one')}.`);
    expect(sent.linkPreview).toBeNull();
    const { payload, origin } = await updated(sent.id);
    expect([payload.message, origin]).toEqual([{ ...sent, linkPreview: previewed('/one') }, null]);
    expect(payload.seq).toBe(sent.seq + 1);
    expect(await read(sent.id)).toEqual(payload.message);
    await settled();
    expect(updates(sent.id)).toHaveLength(1);
  });

  it('are there at once when the address was fetched lately, in the answer and the event', async () => {
    await updated((await harness.say(anna, room, web.url('/known'))).id);
    const hits = web.hits.length;
    const again = await harness.say(ben, room, `again: ${web.url('/known')}`);
    expect(again.linkPreview).toEqual(previewed('/known'));
    const { payload } = await harness.bus.event(messaging.messageSent, ({ message }) => message.id === again.id);
    expect(payload.message.linkPreview).toEqual(again.linkPreview);
    expect(await read(again.id)).toMatchObject({ linkPreview: previewed('/known') });
    await settled();
    expect([web.hits.length, updates(again.id)]).toEqual([hits, []]);
  });

  it('follow an edit', async () => {
    const { id } = await harness.say(anna, room, web.url('/before'));
    await updated(id);
    expect((await edit(id, 'no link')).linkPreview).toBeNull();
    expect((await edit(id, `back to ${web.url('/before')}`)).linkPreview).toEqual(previewed('/before'));
    expect((await edit(id, web.url('/after'))).linkPreview).toBeNull();
    await eventually(async () => expect(await read(id)).toMatchObject({ linkPreview: previewed('/after') }), 10_000);
    expect((await edit(id, `${web.url('/after')} still`)).linkPreview).toEqual(previewed('/after'));
  });

  it('come too late when the message waits for another by then', async () => {
    const { id: messageId } = await harness.say(anna, room, 'no link yet');
    const [task, show] = [{ messageId, conversationId: room, url: web.url('/newer') }, harness.part(ShowPreview)];
    const waiting = `INSERT INTO link_task (message_id, conversation_id, url, due_at) VALUES ($1, $2, $3, now() + interval '1 hour')`;
    await harness.database.query(waiting, [messageId, room, task.url]);
    await show.execute({ ...task, url: web.url('/older') }, previewed('/older'));
    expect(await read(messageId)).toMatchObject({ linkPreview: null });
    await show.execute(task, previewed('/newer'));
    expect(await read(messageId)).toMatchObject({ linkPreview: previewed('/newer') });
  });

  it('come with messages that were scheduled, and go with those that are deleted', async () => {
    const scheduledFor = new Date(Date.now() + 200).toISOString();
    const { conversation: _, type: _type, metadata: _metadata, ...input } = textInput(anna, { id: room }, web.url('/later'));
    const { id } = await harness.call(messaging.scheduleMessage, { ...input, conversationId: room, scheduledFor });
    await updated(id);
    await harness.call(messaging.deleteMessage, { origin: anna.origin, messageId: id, conversationId: room, scope: 'everyone' });
    const page = await harness.call(messaging.listMessages, historyInput(ben, { id: room }, { withDeleted: true }));
    expect(page?.messages.find((message) => message.id === id)).toMatchObject({ linkPreview: null });
  });

  it('are not for ciphertext, nor for what is deleted before they come', async () => {
    const cipher = { kind: 'cipher', scheme: 'v1', data: web.url('/cipher'), iv: null, keyVersion: null } as const;
    await harness.call(messaging.sendMessage, { ...textInput(anna, { id: room }, ''), body: cipher });
    const gone = await harness.say(anna, room, web.url('/gone'));
    await harness.call(messaging.deleteMessage, { origin: anna.origin, messageId: gone.id, conversationId: room, scope: 'everyone' });
    await settled();
    expect([updates(gone.id), web.hits.filter((path) => path === '/cipher')]).toEqual([[], []]);
  });

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])('never come from the inside: %s', async (host) => {
    const { id } = await harness.say(anna, room, `http://${host}:${canary.port}/secret`);
    await settled();
    expect([canary.hits, updates(id), (await read(id))?.linkPreview]).toEqual([[], [], null]);
  });
});
