import { describe, expect, it } from '@jest/globals';
import { auth, user, type Rpc } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { LogInView } from './log-in.view.js';

const profile = { displayName: 'Ada', avatarUrl: null };

const logIn = async (known: auth.ProfileCopy | null) => {
  const subjects: string[] = [];
  const call = async (contract: Rpc<unknown, unknown>) => {
    subjects.push(contract.subject);
    return contract.subject === auth.logIn.subject ? { account: { userId: 'x' }, session: {}, profile: known } : profile;
  };
  const loggedIn = await new LogInView({ call } as unknown as RpcClient).logIn({} as auth.LogInInput);
  return { subjects, profile: loggedIn.profile };
};

describe('LogInView', () => {
  it('asks user for the profile only as long as auth does not know it', async () => {
    expect(await logIn(profile)).toEqual({ subjects: [auth.logIn.subject], profile });
    expect(await logIn(null)).toEqual({ subjects: [auth.logIn.subject, user.getProfile.subject], profile });
  });
});
