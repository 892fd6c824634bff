import { randomInt } from 'node:crypto';
import { http, uniqueName } from '@parley/testing';
import { act } from './acts.harness.js';
import { password } from './actors.harness.js';
import type { Row, Rows } from './row.harness.js';
import { uuidOf } from './scene.harness.js';

const member: Row = { own: 200, other: 403 };
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
const message = '/api/chat/channels/:channelId/messages/:messageId';
const onMessage =
  (action: string, body: object): Row['given'] =>
  ({ actors, conversationId, messageId }) =>
    act(actors.ann, 'POST', `/api/chat/channels/${uuidOf(conversationId)}/messages/${uuidOf(messageId)}/${action}`, body);
const adminOnly = { own: 403, admin: 200 };

export const connectbestRows: Rows = {
  'POST /api/auth/register': {
    access: 'open',
    own: 201,
    body: () => ({ email: `${uniqueName('reg')}@example.org`, password, name: 'New' }),
  },
  'POST /api/auth/login': { access: 'open', own: 200, body: ({ actors }) => ({ email: actors.cat.email, password }) },
  'POST /api/auth/verify-email': { access: 'open', own: 400, body: ({ actors }) => ({ email: actors.ben.email, code: '000000' }) },
  'POST /api/auth/resend-verification': { access: 'open', own: 200, body: ({ actors }) => ({ email: actors.ben.email }) },
  'POST /api/auth/forgot-password': { access: 'open', own: 200, body: ({ actors }) => ({ email: actors.ben.email }) },
  'POST /api/auth/reset-password': { access: 'open', own: 400, body: () => ({ token: uniqueName('no'), newPassword: password }) },
  'POST /api/auth/refresh': { access: 'open', own: 401, body: () => ({ refreshToken: uniqueName('no') }) },
  'GET /api/auth/csrf': { access: 'open', own: 200 },
  // No provider listens, and the browser is told so (A-CB-06); once one has been found, it is known.
  'GET /api/auth/google': { access: 'open', own: 503, orOwn: 302 },
  'GET /api/auth/callback/google': { access: 'open', own: 400 },
  'GET /api/health': { access: 'open', own: 200 },
  'GET /api/docs': { access: 'open', own: 200 },
  'GET /api/docs/:name': { access: 'open', own: 200, path: () => ({ name: 'openapi.json' }) },
  // The pages behind mailed links, and what they send without script.
  'GET /reset-password': { access: 'open', own: 200, query: () => '?token=x' },
  'POST /reset-password': { access: 'open', own: 400, body: () => ({ token: uniqueName('no'), newPassword: password }) },
  'GET /verify-email': { access: 'open', own: 200, query: ({ actors }) => `?email=${actors.ben.email}&code=000000` },
  'POST /verify-email': { access: 'open', own: 400, body: ({ actors }) => ({ email: actors.ben.email, code: '000000' }) },
  'GET /unsubscribe': { access: 'open', own: 200, query: () => `?token=${'x'.repeat(43)}` },
  'POST /unsubscribe': { access: 'open', own: 400, query: () => `?token=${'x'.repeat(43)}` },
  'POST /unsubscribe/undo': { access: 'open', own: 400, query: () => `?token=${'x'.repeat(43)}` },

  'GET /api/auth/me': { own: 200 },
  'POST /api/auth/logout': { access: 'pending', own: 200, waiting: 200, endsSession: true },
  'POST /api/auth/2fa/enable': {
    own: 200,
    body: () => ({ phone: `+49${randomInt(1_000_000_000, 10_000_000_000)}` }),
    after: (token) => http('POST', '/api/auth/2fa/disable', { token, body: { password } }, 0),
  },
  'POST /api/auth/2fa/disable': { own: 200, body: () => ({ password }) },
  'POST /api/auth/2fa/verify': { access: 'pending', own: 400, waiting: 400, body: () => ({ code: '00000000' }) },

  'PUT /api/users/profile': { own: 200, body: () => ({ statusMessage: 's' }) },
  'PUT /api/users/status': {
    own: 200,
    body: () => ({ status: 'busy' }),
    after: (token) => http('PUT', '/api/users/status', { token, body: { status: 'online' } }, 0),
  },
  'GET /api/users/search': { own: 200, query: () => '?query=ann' },
  'GET /api/users/:userId': { own: 200 },

  'GET /api/admin/users': adminOnly,
  'POST /api/admin/users/:userId/suspend': { ...adminOnly, path: ({ actors }) => ({ userId: actors.suspended.id }), body: () => ({ reason: 'r' }) },
  'POST /api/admin/users/:userId/activate': adminOnly,
  'DELETE /api/admin/users/:userId': { own: 403, admin: 404, path: ({ actors }) => ({ userId: actors.deleted.id }) },

  'GET /api/admin/messages/:messageId': adminOnly,

  'GET /api/notifications': { own: 200 },
  'PUT /api/notifications/read': { own: 200, body: () => ({ notificationIds: [] }) },
  'GET /api/notifications/settings': { own: 200 },
  'PUT /api/notifications/settings': { own: 200, body: () => ({ soundEnabled: true }) },

  'GET /api/metrics': adminOnly,
  'GET /api/admin/api-keys': adminOnly,
  'POST /api/admin/api-keys': { own: 403, admin: 201, body: () => ({ name: 'k' }) },
  'DELETE /api/admin/api-keys/:apiKeyId': {
    ...adminOnly,
    given: ({ actors }) => act(actors.admin, 'POST', '/api/admin/api-keys', { name: 'k' }),
    path: ({ made }) => ({ apiKeyId: made.apiKey.id }),
  },

  'GET /api/chat/channels': { own: 200 },
  'POST /api/chat/channels': { own: 201, body: () => ({ name: uniqueName('room-') }) },
  'GET /api/chat/channels/:channelId': member,
  'PUT /api/chat/channels/:channelId': { ...member, body: () => ({ description: 'd' }) },
  // CB-3.5: an admin of the application may, too; the scene's owner has nothing left to delete then.
  'DELETE /api/chat/channels/:channelId': { own: 404, other: 403, admin: 200 },
  'POST /api/chat/channels/:channelId/members': { ...member, body: ({ actors }) => ({ userIds: [uuidOf(actors.una.id)] }) },
  'PUT /api/chat/channels/:channelId/members/:userId': { ...member, body: () => ({ role: 'admin' }) },
  'DELETE /api/chat/channels/:channelId/members/:userId': member,
  'GET /api/chat/channels/:channelId/messages': member,
  'POST /api/chat/channels/:channelId/messages/send': { own: 201, other: 403, body: () => ({ content: 'c' }) },
  [`PUT ${message}`]: { ...member, body: () => ({ content: 'c' }) },
  [`DELETE ${message}`]: member,
  [`GET ${message}/thread`]: member,
  [`POST ${message}/reactions`]: { ...member, body: () => ({ emoji: '👍' }) },
  [`DELETE ${message}/reactions`]: { ...member, given: onMessage('reactions', { emoji: '👍' }) },
  [`POST ${message}/pin`]: member,
  [`DELETE ${message}/pin`]: { ...member, given: onMessage('pin', {}) },
  'GET /api/chat/channels/:channelId/pins': member,
  'GET /api/chat/search': { own: 200, query: () => '?query=text' },
  'GET /api/dms': { own: 200 },
  'POST /api/dms': { own: 200, body: ({ actors }) => ({ userId: uuidOf(actors.ben.id) }) },

  'GET /api/scheduled-messages': { own: 200 },
  'POST /api/scheduled-messages': {
    own: 201,
    other: 403,
    body: ({ conversationId }) => ({ channelId: uuidOf(conversationId), content: 'c', scheduledFor: inAnHour() }),
  },
  'DELETE /api/scheduled-messages/:messageId': {
    own: 200,
    other: 404,
    given: ({ actors, conversationId }) =>
      act(actors.ann, 'POST', '/api/scheduled-messages', { channelId: uuidOf(conversationId), content: 'c', scheduledFor: inAnHour() }),
    path: ({ made }) => ({ messageId: made.scheduledMessage?.id ?? made.message?.id }),
  },
};
