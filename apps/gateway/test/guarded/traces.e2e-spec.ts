import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, uniqueName, WsClient, type Json } from '@parley/testing';
import { Collector, type CollectedSpan } from './collector.harness.js';
import { mustPost, password } from './sessions.harness.js';

interface Talker {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

const register = async (stem: string): Promise<Talker> => {
  const name = uniqueName(stem);
  const { data } = await mustPost('/auth/register', { username: name, email: `${name}@example.org`, password, display_name: `${name} of Parley` });
  return { id: data.user.id, name, token: data.access_token };
};

const open = async ({ token }: Talker, body: object): Promise<string> =>
  (await http('POST', '/v1/conversations', { token, body }, 0)).body.data.conversation_id;

const servicesOf = (spans: readonly CollectedSpan[]): readonly string[] => [...new Set(spans.map(({ service }) => service))].sort();

/** From the gateway to the consumers: one root, and every other step hangs under a step that is there. */
const isWhole = (spans: readonly CollectedSpan[]): boolean => {
  const services = servicesOf(spans);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const isRoot = ({ parentSpanId }: CollectedSpan): boolean => parentSpanId === undefined || parentSpanId === '';
  return (
    ['gateway', 'messaging', 'notification'].every((service) => services.includes(service)) &&
    spans.filter(isRoot).length === 1 &&
    spans.every((span) => isRoot(span) || ids.has(span.parentSpanId ?? ''))
  );
};

describe('traces, where a collector is configured', () => {
  let collector: Collector;
  let ann: Talker;
  let ben: Talker;
  beforeAll(async () => {
    collector = await Collector.open();
    [ann, ben] = [await register('ann'), await register('ben')];
  });
  afterAll(() => collector.close());

  it('a message over REST is one trace, from the request over messaging and its statement to the consumers', async () => {
    const conversationId = await open(ann, { type: 'direct', participant_id: ben.id });
    const requestId = uniqueName('trace');
    const path = `/v1/conversations/${conversationId}/messages`;
    const text = `secret of ${requestId}`;
    const body = { content_encrypted: Buffer.from(text).toString('base64'), message_type: 'text' };
    const sent = await http('POST', path, { token: ann.token, body, headers: { 'x-request-id': requestId } }, 0);
    expect(sent.status).toBe(201);
    const [spans = []] = await eventually(() => {
      const found = collector.tracesWith('parley.request_id', requestId);
      expect(found.map(isWhole)).toEqual([true]);
      // Each process brings its steps when it likes: the news may be taken before it is told here that they left.
      expect(found.flat().map(({ name }) => name)).toEqual(expect.arrayContaining(['publish events', 'bell_message takes']));
      return found;
    }, 20_000);
    const step = (service: string, name: string): CollectedSpan | undefined => spans.find((span) => span.service === service && span.name === name);
    const root = step('gateway', 'POST /v1/conversations/:conversationId/messages');
    const asked = step('gateway', 'messaging.message.send');
    const answered = step('messaging', 'messaging.message.send');
    expect(root?.attributes).toMatchObject({ 'http.request.method': 'POST', 'http.response.status_code': 201 });
    expect(asked?.parentSpanId).toBe(root?.spanId);
    expect(answered?.parentSpanId).toBe(asked?.spanId);
    expect(step('messaging', 'SELECT store_messages')?.parentSpanId).toBe(answered?.spanId);
    expect(step('messaging', 'publish events')?.parentSpanId).toBe(answered?.spanId);
    expect(step('notification', 'bell_message takes')?.parentSpanId).toBe(answered?.spanId);
    for (const secret of [text, body.content_encrypted, ann.token, ann.name, ben.name, password]) expect(collector.text).not.toContain(secret);
  }, 40_000);

  it('so is one over a socket; what a client invents as an event is not written down', async () => {
    const conversationId = await open(ann, { type: 'group', name: uniqueName('room'), participant_ids: [ben.id] });
    const socket = await WsClient.open(`/ws?token=${ann.token}`, 'event', 1, {});
    const content = { encrypted_data: Buffer.from('over a socket').toString('base64'), iv: '', key_version: 0 };
    const data = { chatroom_id: conversationId.replace('conv_', ''), content, message_type: 'text', client_id: uniqueName('key') };
    socket.send('send_message', data);
    await socket.next('message_received', (heard: Json) => heard.client_id === data.client_id);
    socket.send(`tell everybody ${ann.name}`, {});
    await socket.next('error');
    await eventually(() => {
      expect(collector.tracesWith('parley.event', 'send_message').some(isWhole)).toBe(true);
      const unknown = collector.tracesWith('parley.event', 'unknown');
      expect(unknown.map((spans) => spans.map(({ name }) => name))).toEqual([['chatrooms unknown']]);
    }, 20_000);
    expect(collector.text).not.toContain(ann.name);
    socket.close();
  }, 40_000);
});
