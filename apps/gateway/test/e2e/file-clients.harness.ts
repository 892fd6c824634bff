import { expect } from '@jest/globals';
import { hexOf, parseId, type Id } from '@parley/contracts';
import { gatewayUrl, http, WsClient, type Json } from '@parley/testing';
import { fetchFile, savedName, sendBytes, sendForm, type Person, type Sample } from '../files/uploads.harness.js';
import { UmocClient } from '../umoc/umoc.harness.js';

/** A file as a client of a dialect sees it in the conversation. */
export interface Opened {
  readonly name: string;
  readonly sizeBytes: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Two people and their direct conversation; `gateway` is where the acting one is. */
export interface Scene {
  readonly me: Person;
  readonly other: Person;
  /** UUID. */
  readonly conversationId: string;
  readonly gateway: number;
}

/** How the client of one dialect sends a file to the other person, and opens one by its name. */
export interface FileClient {
  send(scene: Scene, sample: Sample): Promise<void>;
  open(scene: Scene, name: string): Promise<Opened>;
}

const idOf = (text: string): Id<string> => {
  const id = parseId(text);
  if (id === null) throw new Error(`no id: ${text}`);
  return id;
};

const ask = async ({ me, gateway }: Scene, method: string, path: string, body?: object): Promise<Json> => {
  const answer = await http(method, path, { token: me.token, ...(body === undefined ? {} : { body }) }, gateway);
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

const form = async ({ me, gateway }: Scene, path: string, fields: Parameters<typeof sendForm>[2], status: number): Promise<Json> => {
  const answer = await sendForm(path, me, fields, gateway);
  expect([answer.status, answer.body.error]).toEqual([status, undefined]);
  return answer.body;
};

const download = async (url: string, described: Omit<Opened, 'bytes'>): Promise<Opened> => {
  const { status, bytes } = await fetchFile(url, {});
  expect(status).toBe(200);
  return { ...described, bytes };
};

/** What the bytes themselves come with, where the dialect shows an address and nothing else. */
const downloadDescribed = async (url: string, headers: Readonly<Record<string, string>>): Promise<Opened> => {
  const { status, headers: answered, bytes } = await fetchFile(url, headers);
  expect(status).toBe(200);
  const type = answered.get('content-type') ?? '';
  return { name: savedName(answered), sizeBytes: Number(answered.get('content-length')), type, bytes };
};

const connectbest: FileClient = {
  async send(scene, sample) {
    const { attachments } = await form(scene, '/api/upload', [['files', sample]], 200);
    await ask(scene, 'POST', `/api/chat/channels/${scene.conversationId}/messages/send`, { content: '', attachments: [attachments[0].id] });
  },
  async open(scene, name) {
    const { messages } = await ask(scene, 'GET', `/api/chat/channels/${scene.conversationId}/messages`);
    const { url, size, type } = messages.flatMap((message: Json) => message.attachments).find((file: Json) => file.name === name);
    return download(url, { name, sizeBytes: size, type });
  },
};

const chatrooms: FileClient = {
  async send(scene, sample) {
    const fields = [['file', sample] as const, ['chatroom_id', scene.conversationId] as const];
    const { data } = await form(scene, '/upload/file', fields, 201);
    const socket = await WsClient.open(`/ws?token=${scene.me.token}`, 'event', scene.gateway, {});
    const content = { encrypted_data: '', iv: '', key_version: 0 };
    const named = { message_type: 'image', attachments: [data.file.id], client_id: data.file.id };
    socket.send('send_message', { chatroom_id: scene.conversationId, content, ...named });
    await socket.next('message_received', ({ client_id }) => client_id === data.file.id);
    socket.close();
  },
  async open(scene, name) {
    const { data } = await ask(scene, 'GET', `/chatrooms/${scene.conversationId}/messages`);
    const file = data.messages.flatMap((message: Json) => message.attachments).find(({ filename }: Json) => filename === name);
    return download(file.encrypted_url, { name, sizeBytes: file.file_size, type: file.file_type });
  },
};

const reals2chat: FileClient = {
  async send(scene, sample) {
    const { attachments } = await form(scene, '/api/upload', [['files', sample]], 200);
    const attachment = { type: 'image', url: attachments[0].url };
    await ask(scene, 'POST', '/api/messages/send', { recipientId: hexOf(idOf(scene.other.id)), text: '', attachment });
  },
  async open(scene, name) {
    const { messages } = await ask(scene, 'GET', `/api/messages/${hexOf(idOf(scene.other.id))}`);
    const found = messages.find(({ attachment }: Json) => attachment?.url.includes(encodeURIComponent(name)));
    expect(found.attachment.type).toBe('image');
    return downloadDescribed(found.attachment.url, {});
  },
};

const withUmoc = async <T>({ me, gateway }: Scene, work: (client: UmocClient) => Promise<T>): Promise<T> => {
  const client = await UmocClient.open({ sessionID: me.sessionId, token: me.token }, gateway);
  try {
    return await work(client);
  } finally {
    client.io.close();
  }
};

const umoc: FileClient = {
  send: (scene, { name, type, bytes }) =>
    withUmoc(scene, async (client) => {
      const chat = { recipient_id: scene.other.id, is_group: false };
      const named = { ...chat, file_name: name, file_type: type };
      const ready = await client.ask('upload_file_prepare', { ...named, file_size: bytes.length });
      const sent = await sendBytes('PUT', ready.upload_url, { 'x-upload-token': ready.upload_token, 'content-type': type }, bytes, scene.gateway);
      expect([sent.status, sent.body]).toEqual([200, { success: true, file_id: ready.file_id }]);
      expect(await client.ask('upload_file_complete', { ...named, file_id: ready.file_id })).toMatchObject({ type: 'image' });
    }),
  open: (scene, name) =>
    withUmoc(scene, async (client) => {
      const { messages } = await client.ask('get_chat_history', { chat_id: scene.other.id });
      const files = messages.filter(({ type }: Json) => type !== 'text').map(({ content }: Json) => JSON.parse(content));
      const file = files.find(({ file_name }: Json) => file_name === name);
      return download(file.url, { name, sizeBytes: file.file_size, type: file.file_type });
    }),
};

const v1: FileClient = {
  async send(scene, sample) {
    const conversation = `conv_${hexOf(idOf(scene.conversationId))}`;
    const fields = [['conversation_id', conversation] as const, ['file_type', 'image'] as const, ['file', sample] as const];
    const { data } = await form(scene, '/v1/files/upload', fields, 201);
    const body = { content_encrypted: '', message_type: 'image', metadata: { file_id: data.file_id } };
    await ask(scene, 'POST', `/v1/conversations/${conversation}/messages`, body);
  },
  async open(scene, name) {
    const { data } = await ask(scene, 'GET', `/v1/conversations/${scene.conversationId}/messages`);
    const { metadata } = data.messages.find((message: Json) => message.metadata.file_name === name);
    const path = `${gatewayUrl(scene.gateway)}/v1/files/${metadata.file_id}`;
    const opened = await downloadDescribed(path, { authorization: `Bearer ${scene.me.token}` });
    expect(metadata).toMatchObject({ file_size: opened.sizeBytes, mime_type: opened.type });
    expect((await fetchFile(metadata.file_url, {})).bytes.equals(opened.bytes)).toBe(true);
    return opened;
  },
};

export const fileClients = { connectbest, chatrooms, reals2chat, umoc, v1 } as const;
