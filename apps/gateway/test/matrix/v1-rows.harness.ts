import { uniqueName } from '@parley/testing';
import { act, registration } from './acts.harness.js';
import { password } from './actors.harness.js';
import type { Row, Rows } from './row.harness.js';

const text = Buffer.from('text').toString('base64');
const member: Row = { own: 200, other: 403 };

/** Who asks ann for contact, so that there is something to answer and to end. */
const askedByCat: Row['given'] = ({ actors }) => act(actors.cat, 'POST', '/v1/users/me/contacts', { user_id: actors.ann.id });

export const v1Rows: Rows = {
  'POST /v1/auth/register': { access: 'open', own: 201, body: () => ({ ...registration('reg'), full_name: 'New' }) },
  'POST /v1/auth/login': { access: 'open', own: 200, body: ({ actors }) => ({ email: actors.cat.email, password }) },
  'POST /v1/auth/refresh': { access: 'open', own: 401, body: () => ({ refresh_token: uniqueName('no') }) },
  'POST /v1/auth/verify-email': { access: 'open', own: 400, body: ({ actors }) => ({ email: actors.ben.email, code: '000000' }) },
  'POST /v1/auth/resend-verification': { access: 'open', own: 200, body: ({ actors }) => ({ email: actors.ben.email }) },
  'POST /v1/auth/logout': { access: 'pending', own: 200, waiting: 200, endsSession: true },
  'POST /v1/auth/2fa/enable': { own: 200 },
  'POST /v1/auth/2fa/verify': { access: 'pending', own: 401, waiting: 401, body: () => ({ code: '00000000' }) },
  'POST /v1/auth/2fa/disable': { own: 401, body: () => ({ code: '00000000' }) },

  'GET /v1/users/me': { own: 200 },
  'PUT /v1/users/me': { own: 200, body: () => ({ bio: 'b' }) },
  'GET /v1/users/search': { own: 200, query: () => '?q=ann' },
  'GET /v1/users/:userId': { own: 200 },
  'GET /v1/users/me/contacts': { own: 200 },
  'POST /v1/users/me/contacts': { own: 201, body: ({ actors }) => ({ user_id: actors.ben.id }) },
  // Only whom was asked may answer: 404 to whom nobody has asked.
  'PUT /v1/users/me/contacts/:userId': {
    own: 200,
    other: 404,
    given: askedByCat,
    path: ({ actors }) => ({ userId: actors.cat.id }),
    body: () => ({ status: 'rejected' }),
  },
  'DELETE /v1/users/me/contacts/:userId': { own: 200, other: 404, given: askedByCat, path: ({ actors }) => ({ userId: actors.cat.id }) },
  'POST /v1/users/me/blocked': { own: 200, body: ({ actors }) => ({ user_id: actors.waiting.id }) },
  'DELETE /v1/users/me/blocked/:userId': {
    own: 200,
    other: 404,
    given: ({ actors }) => act(actors.ann, 'POST', '/v1/users/me/blocked', { user_id: actors.suspended.id }),
    path: ({ actors }) => ({ userId: actors.suspended.id }),
  },

  'GET /v1/conversations': { own: 200 },
  'POST /v1/conversations': { own: 201, body: ({ actors }) => ({ type: 'group', name: 'g', participant_ids: [actors.ben.id] }) },
  'PUT /v1/conversations/:conversationId': { ...member, body: () => ({ name: 'renamed' }) },
  'DELETE /v1/conversations/:conversationId': member,
  'POST /v1/conversations/:conversationId/participants': { own: 201, other: 403, body: ({ actors }) => ({ participant_ids: [actors.una.id] }) },
  'DELETE /v1/conversations/:conversationId/participants/:userId': member,
  'PUT /v1/conversations/:conversationId/metadata': { ...member, body: () => ({ is_pinned: true }) },
  'GET /v1/conversations/:conversationId/messages': member,
  'POST /v1/conversations/:conversationId/messages': { own: 201, other: 403, body: () => ({ content_encrypted: text, message_type: 'text' }) },
  'POST /v1/conversations/:conversationId/read': { ...member, body: ({ messageId }) => ({ message_id: `msg_${messageId}` }) },
  'PUT /v1/messages/:messageId': { ...member, body: () => ({ content_encrypted: text }) },
  'DELETE /v1/messages/:messageId': { ...member, query: () => '?delete_for=everyone' },
  'POST /v1/messages/:messageId/reactions': { ...member, body: () => ({ emoji: '👍' }) },
  'DELETE /v1/messages/:messageId/reactions': {
    ...member,
    given: ({ actors, messageId }) => act(actors.ann, 'POST', `/v1/messages/msg_${messageId}/reactions`, { emoji: '👍' }),
    query: () => '?emoji=%F0%9F%91%8D',
  },
  'GET /v1/sync': { own: 200 },

  'GET /v1/notifications': { own: 200 },
  'PUT /v1/notifications/read': { own: 200 },
  // One that nobody has looks like somebody else's.
  'PUT /v1/notifications/:notificationId/read': { own: 404, path: ({ messageId }) => ({ notificationId: `notif_${messageId}` }) },
  'POST /v1/notifications/push-token': { own: 200, body: () => ({ device_id: uniqueName('d'), platform: 'android', push_token: uniqueName('t') }) },
  'GET /v1/notifications/push-key': { own: 200 },
};
