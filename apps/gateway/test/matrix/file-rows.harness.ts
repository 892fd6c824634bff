import { http, type Json } from '@parley/testing';
import type { Row, Rows, Scene } from './row.harness.js';
import { hexOf, uuidOf } from './scene.harness.js';

const formOf = (field: string, fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append(field, new Blob(['hello'], { type: 'text/plain' }), 'note.txt');
  return form;
};

/** The smallest PNG: one pixel. */
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const portrait = (): FormData => {
  const form = new FormData();
  form.append('file', new Blob([pixel], { type: 'image/png' }), 'me.png');
  return form;
};

const forChatroom = ({ conversationId }: Scene): FormData => formOf('file', { chatroom_id: uuidOf(conversationId) });
const forChannel = ({ conversationId }: Scene): FormData => formOf('files', { channelId: uuidOf(conversationId) });
const forConversation = ({ conversationId }: Scene): FormData => formOf('file', { conversation_id: `conv_${conversationId}`, file_type: 'document' });

/** A file that ann has put into the scene's group: its ConnectBest attachment. */
const inChannel: Row['given'] = async (scene): Promise<Json> => {
  const { status, body } = await http('POST', '/api/upload', { token: scene.actors.ann.token, form: forChannel(scene) }, 0);
  if (status !== 200) throw new Error(`upload: ${status} ${JSON.stringify(body)}`);
  return body.attachments[0];
};

const attachment: Row['path'] = ({ made }) => ({ attachmentId: made.id });

/** Files of every dialect; whoever has a signed address may read (C68). */
export const fileRows: Rows = {
  'POST /api/upload': { own: 200, other: 403, form: forChannel },
  'GET /api/upload/:attachmentId': { own: 302, other: 403, given: inChannel, path: attachment },
  'DELETE /api/upload/:attachmentId': { own: 200, other: 403, given: inChannel, path: attachment },
  'POST /upload/file': { own: 201, other: 403, form: forChatroom },
  'POST /api/users/avatar': { own: 200, form: portrait },
  'POST /users/me/avatar': { own: 200, form: portrait },
  // The token of the prepared upload is all that is asked for (A-UM-21); a session's is none.
  'PUT /api/upload/:fileId': { access: 'open', own: 403, path: ({ messageId }) => ({ fileId: uuidOf(messageId) }) },
  'POST /api/upload/:fileId': { access: 'open', own: 403, path: ({ messageId }) => ({ fileId: uuidOf(messageId) }) },
  'POST /v1/files/upload': { own: 201, other: 403, form: forConversation },
  'GET /v1/files/:fileId': { own: 200, other: 403, given: inChannel, path: ({ made }) => ({ fileId: `file_${hexOf(made.id)}` }) },
  'GET /cdn/:id/:name': {
    ...{ access: 'open', own: 200, given: inChannel },
    path: ({ made }) => ({ id: new URL(made.url).pathname.split('/')[2] ?? '', name: 'note.txt' }),
    query: ({ made }) => new URL(made.url).search,
  },
};
