import { uniqueName } from '@parley/testing';
import { act, registration } from './acts.harness.js';
import { password } from './actors.harness.js';
import type { Rows } from './row.harness.js';
import { hexOf } from './scene.harness.js';

/** Its routes name the other person, so everybody has what they ask about. */
export const reals2chatRows: Rows = {
  'GET /api/friends': { own: 200 },
  'GET /api/messages/:otherUserId': { own: 200 },
  'POST /api/messages/send': { own: 201, body: ({ actors }) => ({ recipientId: hexOf(actors.ben.id), text: 't' }) },
  'GET /api/conversations/:otherUserId/metadata': { own: 200 },
  'PUT /api/conversations/:otherUserId/metadata': { own: 200, body: () => ({ isPinned: true }) },
};

export const umocRows: Rows = {
  'POST /umoc/auth/register': { access: 'open', own: 201, body: () => registration('reg') },
  'POST /umoc/auth/login': {
    access: 'open',
    own: 200,
    given: ({ actors }) => act(actors.ann, 'POST', '/umoc/auth/register', { username: uniqueName('um'), password }),
    body: ({ made }) => ({ username: made.username, password }),
  },
  // A session that waits for its factor is ended through the dialect that has one (C18).
  'POST /umoc/auth/logout': { own: 200, endsSession: true },
};
