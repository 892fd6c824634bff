import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError, auth, newId, type SessionId } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { LiftedSessions } from './lifted-sessions.js';
import { Revocations } from './revocations.js';
import { SessionResolver } from './session.resolver.js';
import { SigningKeys } from './signing-keys.js';

describe('SessionResolver', () => {
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let isAuthAway: boolean;
  let revoked: SessionId;
  let resolver: SessionResolver;
  let revocations: Revocations;

  const answers: Readonly<Record<string, () => unknown>> = {
    [auth.getKeys.subject]: async () => ({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }] }),
    [auth.listRevocations.subject]: () => {
      if (isAuthAway) throw new AppError('SERVICE_UNAVAILABLE');
      return { sessions: [{ sessionId: revoked, userId: newId<'user'>(), reason: 'logout', forgetAt: Date.now() + 60_000 }], until: 1 };
    },
  };

  const tokenOf = (sid: SessionId): Promise<string> =>
    new SignJWT({ sub: newId<'user'>(), sid, dia: 'connectbest', role: 'user', email: null, mfa: 'none' })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer('parley')
      .setAudience('parley')
      .setExpirationTime('7d')
      .sign(keys.privateKey);

  beforeAll(async () => {
    keys = await generateKeyPair('ES256', { extractable: true });
  });

  beforeEach(async () => {
    const rpc = { call: async ({ subject }: { readonly subject: string }) => answers[subject]?.() } as unknown as RpcClient;
    revoked = newId<'session'>();
    isAuthAway = true;
    revocations = new Revocations(rpc);
    resolver = new SessionResolver(new SigningKeys(rpc), revocations, new LiftedSessions(rpc), rpc);
    await revocations.onApplicationBootstrap();
    revocations.onApplicationShutdown();
  });

  it('lets nobody in while it could not learn who was revoked before it began', async () => {
    await expect(resolver.resolve(await tokenOf(revoked))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(resolver.resolve(await tokenOf(newId<'session'>()))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('learns it with the first token after auth is back, not at the next turn', async () => {
    isAuthAway = false;
    await expect(resolver.resolve(await tokenOf(revoked))).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    const live = newId<'session'>();
    await expect(resolver.resolve(await tokenOf(live))).resolves.toMatchObject({ sessionId: live });
  });

  it('knows who is revoked when auth is away again', async () => {
    isAuthAway = false;
    await revocations.load();
    isAuthAway = true;
    await expect(resolver.resolve(await tokenOf(revoked))).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
  });
});
