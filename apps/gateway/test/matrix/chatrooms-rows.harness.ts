import { uniqueName } from '@parley/testing';
import { act, registration } from './acts.harness.js';
import { password } from './actors.harness.js';
import type { Row, Rows } from './row.harness.js';
import { uuidOf } from './scene.harness.js';

const member: Row = { own: 200, other: 403 };
const encrypted = { encrypted_data: Buffer.from('text').toString('base64'), iv: '', key_version: 0 };

const invitation: Row['given'] = ({ actors, conversationId }) =>
  act(actors.ann, 'POST', `/chatrooms/${uuidOf(conversationId)}/invite`, { max_uses: 100 });

export const chatroomsRows: Rows = {
  'POST /auth/register': { access: 'open', own: 201, body: () => ({ ...registration('reg'), display_name: 'New' }) },
  'POST /auth/login': { access: 'open', own: 200, body: ({ actors }) => ({ username: actors.cat.email, password }) },
  'POST /auth/refresh': { access: 'open', own: 401, body: () => ({ refresh_token: uniqueName('no') }) },
  'POST /auth/verify-email': { access: 'open', own: 422, body: ({ actors }) => ({ email: actors.ben.email, code: '000000' }) },
  'POST /auth/logout': { access: 'pending', own: 200, waiting: 200, endsSession: true },
  'GET /health': { access: 'open', own: 200 },
  'GET /metrics': { access: 'open', own: 200 },
  'GET /invite/:code': { access: 'open', own: 200, given: invitation, path: ({ made }) => ({ code: made.data.invitation.invite_code }) },

  'GET /users/me': { own: 200 },
  'PUT /users/me': { own: 200, body: () => ({ public_key: null }) },

  'GET /users/:userId/public-key': { own: 200 },
  'GET /chatrooms/:chatroomId/public-keys': member,
  'GET /chatrooms/:chatroomId/keys': member,
  'PUT /chatrooms/:chatroomId/keys': {
    ...member,
    body: ({ actors }) => ({ key_version: 1, keys: [{ user_id: uuidOf(actors.ann.id), wrapped_key: encrypted.encrypted_data }] }),
  },

  'GET /chatrooms': { own: 200 },
  'POST /chatrooms': { own: 201, body: () => ({ name: 'r' }) },
  'GET /chatrooms/:chatroomId': member,
  'PUT /chatrooms/:chatroomId': { ...member, body: () => ({ description: 'd' }) },
  // C22: an admin of the application has no special power here.
  'DELETE /chatrooms/:chatroomId': member,
  'POST /chatrooms/:chatroomId/leave': member,
  'POST /chatrooms/:chatroomId/invite': { own: 201, other: 403, body: () => ({}) },
  'POST /chatrooms/:chatroomId/join': member,
  'POST /chatrooms/join/:inviteCode': { own: 200, given: invitation, path: ({ made }) => ({ inviteCode: made.data.invitation.invite_code }) },
  'PUT /chatrooms/:chatroomId/members/:userId': { ...member, body: () => ({ role: 'moderator' }) },
  'GET /chatrooms/:chatroomId/messages': member,
  'POST /chatrooms/:chatroomId/search': { ...member, body: () => ({ query: 'text' }) },
  'PUT /chatrooms/:chatroomId/messages/:messageId': { ...member, body: () => ({ content: encrypted }) },
  'DELETE /chatrooms/:chatroomId/messages/:messageId': member,
  'POST /chatrooms/:chatroomId/messages/:messageId/reactions': { ...member, body: () => ({ emoji: '👍' }) },
};
