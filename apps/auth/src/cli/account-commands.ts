import { auth } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';

/** What the operator may do to one account; the name of the command is the key. */
export type AccountCommand = (rpc: RpcClient, account: auth.Account, rest: readonly string[]) => Promise<string>;

export const accountCommands: Readonly<Record<string, AccountCommand>> = {
  'make-admin': async (rpc, { userId, username }) => {
    await rpc.call(auth.makeAdmin, { userId });
    return `${username} is an admin`;
  },
  suspend: async (rpc, { userId, username }, [reason = '']) => {
    await rpc.call(auth.suspendAccount, { actor: null, userId, reason });
    return `${username} is suspended`;
  },
  activate: async (rpc, { userId, username }) => {
    await rpc.call(auth.activateAccount, { actor: null, userId });
    return `${username} is active`;
  },
  delete: async (rpc, { userId, username }) => {
    await rpc.call(auth.deleteAccount, { actor: null, userId });
    return `${username} is deleted`;
  },
};
