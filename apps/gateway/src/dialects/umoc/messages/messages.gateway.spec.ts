import { describe, expect, it } from '@jest/globals';
import { newId, user } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import type { Viewer } from '../../../session/viewer.js';
import type { MessagePageView } from '../../../views/message-page.view.js';
import { MessagesGateway } from './messages.gateway.js';

const viewer: Viewer = { userId: newId(), sessionId: newId(), dialect: 'umoc', role: 'user', email: null, mfa: 'none', expiresAt: 0 };
const jane = newId<'user'>();

const call = (contract: { readonly subject: string }) =>
  contract === user.getProfile ? Promise.resolve({ num: 456 }) : Promise.reject(new Error(`unexpected ${contract.subject}`));
const nobodyWrote = { fetch: () => Promise.resolve(null) };
const gateway = new MessagesGateway({ call } as unknown as RpcClient, nobodyWrote as unknown as MessagePageView);

describe('get_chat_history', () => {
  it.each([456, jane])('P4: a chat nobody has written in is shown by its number, asked for by %s', async (chat_id) => {
    const reply = await gateway.verbs['get_chat_history']?.(viewer, { chat_id });
    expect(reply?.data).toMatchObject({ chat_id: 456, messages: [] });
  });
});
