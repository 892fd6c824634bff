import { Logger } from '@nestjs/common';
import { auth, AppError } from '@parley/contracts';
import { Health } from '@parley/runtime';
import { NatsLink, RpcClient, type TransportOptions } from '@parley/transport';
import { adminCliOptions } from './admin-cli.config.js';

const usage = `usage: node dist/apps/auth/src/admin-cli.js <command>
  make-admin <who>
  suspend <who> <reason>
  activate <who>
  delete <who>
<who> is an id, an e-mail address or a username. NATS_URL names the bus of the running fleet.
`;

const commands: Readonly<Record<string, (rpc: RpcClient, account: auth.Account, rest: readonly string[]) => Promise<string>>> = {
  'make-admin': async (rpc, { userId, username }) => {
    await rpc.call(auth.makeAdmin, { userId });
    return `${username} is an admin`;
  },
  suspend: async (rpc, { userId, username }, [reason]) => {
    if (reason === undefined) throw new Error(usage);
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

/** Does one thing to one account, through the running auth service. */
const run = async (options: TransportOptions, [name = '', who, ...rest]: readonly string[]): Promise<string> => {
  const command = commands[name];
  if (command === undefined || who === undefined) throw new Error(usage);
  const link = new NatsLink(options, new Health());
  await link.open();
  try {
    const rpc = new RpcClient(link, options);
    return await command(rpc, await rpc.call(auth.findAccount, { identifier: who }), rest);
  } finally {
    await link.onApplicationShutdown();
  }
};

Logger.overrideLogger(false);
try {
  process.stdout.write(`${await run(adminCliOptions(), process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(error instanceof AppError ? `${error.code} ${JSON.stringify(error.details)}\n` : `${(error as Error).message}\n`);
  process.exitCode = 1;
}
