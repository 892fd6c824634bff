import { hexOf, parseId, type Id } from '@parley/contracts';
import type { Json } from '@parley/testing';
import { UmocClient } from '../umoc/umoc.harness.js';
import { sendBytes, sendForm, type Person, type Sample } from './uploads.harness.js';

/** Two people, their direct conversation, and the sender's UMOC connection. */
export interface Place {
  readonly me: Person;
  readonly other: Person;
  /** UUID. */
  readonly conversationId: string;
  readonly umoc: UmocClient;
}

/** What a door said to a file. */
export interface Verdict {
  /** 0: refused before a byte was sent. */
  readonly status: number;
  /** Null when the file was refused. */
  readonly stored: Stored | null;
  readonly body: Json;
}

export interface Stored {
  readonly name: string;
  readonly sizeBytes: number;
  readonly type: string;
  readonly url: string;
  readonly thumbnailUrl: string | null;
}

/** Uploads a file through one dialect, as its clients do. */
export type Door = (place: Place, sample: Sample) => Promise<Verdict>;

const connectbest: Door = async ({ me }, sample) => {
  const { status, body } = await sendForm('/api/upload', me, [['files', sample]], 0);
  const one = body.attachments?.[0];
  const stored = one && { name: one.name, sizeBytes: one.size, type: one.type, url: one.url, thumbnailUrl: one.thumbnailUrl };
  return { status, body, stored: stored ?? null };
};

const chatrooms: Door = async ({ me, conversationId }, sample) => {
  const { status, body } = await sendForm(
    '/upload/file',
    me,
    [
      ['chatroom_id', conversationId],
      ['file', sample],
    ],
    0,
  );
  const one = body.data?.file;
  const described = one && { name: one.filename, sizeBytes: one.file_size, type: one.file_type };
  return { status, body, stored: one === undefined ? null : { ...described, url: one.encrypted_url, thumbnailUrl: one.thumbnail_url } };
};

const v1: Door = async ({ me, conversationId }, sample) => {
  const conversation = `conv_${hexOf(parseId(conversationId) as Id<string>)}`;
  const fields = [
    ['conversation_id', conversation],
    ['file_type', 'document'],
    ['file', sample],
  ] as const;
  const { status, body } = await sendForm('/v1/files/upload', me, fields, 0);
  const one = body.data;
  const described = one && { name: one.file_name, sizeBytes: one.file_size, type: one.mime_type };
  return { status, body, stored: one === undefined ? null : { ...described, url: one.file_url, thumbnailUrl: one.thumbnail_url } };
};

const umoc: Door = async ({ umoc: client, other }, { name, type, bytes }) => {
  const chat = { recipient_id: other.id, is_group: false };
  const announced = { ...chat, file_name: name, file_type: type };
  const ready = await client.ask('upload_file_prepare', { ...announced, file_size: bytes.length });
  if (ready.upload_url === undefined) return { status: 0, body: ready, stored: null };
  const { status, body } = await sendBytes('PUT', ready.upload_url, { 'x-upload-token': ready.upload_token }, bytes, 0);
  if (status !== 200) return { status, body, stored: null };
  const { content } = await client.ask('upload_file_complete', { ...announced, file_id: ready.file_id });
  const one = JSON.parse(content);
  const described = { name: one.file_name, sizeBytes: one.file_size, type: one.file_type };
  return { status, body, stored: { ...described, url: one.url, thumbnailUrl: one.thumbnail_url } };
};

export const doors: Readonly<Record<'connectbest' | 'chatrooms' | 'v1' | 'umoc', Door>> = { connectbest, chatrooms, v1, umoc };

/** Somebody at all four doors. */
export const stand = async (me: Person, other: Person, conversationId: string): Promise<Place> => {
  const umocClient = await UmocClient.open({ sessionID: me.sessionId, token: me.token }, 0);
  return { me, other, conversationId, umoc: umocClient };
};
