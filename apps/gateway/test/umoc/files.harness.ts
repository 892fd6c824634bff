import type { Json } from '@parley/testing';
import { sendBytes, sendForm, type Answer } from '../files/uploads.harness.js';
import type { UmocClient } from './umoc.harness.js';

/** What upload_file_prepare says, without the session. */
export interface Announced {
  readonly recipient_id: number;
  readonly is_group: boolean;
  readonly file_name: string;
  readonly file_size: number;
  readonly file_type: string;
}

/** The answer to upload_file_prepare. */
export const prepare = async (client: UmocClient, announced: Announced): Promise<Json> => {
  const ready = await client.ask('upload_file_prepare', announced);
  if (ready.upload_token === undefined) throw new Error(`prepare answered ${JSON.stringify(ready)}`);
  return ready;
};

interface Target {
  readonly upload_url: string;
  readonly method?: 'PUT' | 'POST';
}

/** Sends bytes to a prepared address, on the other gateway than the client's. */
export const put = (target: Target, bytes: Buffer, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  sendBytes(target.method ?? 'PUT', target.upload_url, headers, bytes, 1);

/** Prepares, and sends the bytes as a form, as browsers do. */
export const uploadedBy = async (client: UmocClient, announced: Announced, bytes: Buffer): Promise<Answer> => {
  const ready = await prepare(client, announced);
  const sample = { name: announced.file_name, type: announced.file_type, bytes };
  return sendForm(ready.upload_url, { token: ready.upload_token }, [['file', sample]], 1);
};

/** What upload_file_complete answers. */
export const complete = (client: UmocClient, { file_id }: Json, chat: object): Promise<Json> =>
  client.ask('upload_file_complete', { file_id, ...chat, file_name: 'image.png', file_type: 'image/png' });
