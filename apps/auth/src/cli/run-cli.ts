import { AppError, auth } from '@parley/contracts';
import { Health } from '@parley/runtime';
import { NatsLink, RpcClient, type TransportOptions } from '@parley/transport';
import { accountCommands } from './account-commands.js';
import { apiKeyCommands } from './api-key-commands.js';

export const usage = `usage: node dist/apps/auth/src/admin-cli.js <command>
  make-admin <who>
  suspend <who> <reason>
  activate <who>
  delete <who>
  api-key create <who> <name> [read,write]
  api-key list
  api-key revoke <id>
<who> is an id, an e-mail address or a username. NATS_URL names the bus of the running fleet.
`;

/** What is said at the end, and where. */
export interface CliResult {
  readonly isError: boolean;
  readonly text: string;
}

type Command = (rpc: RpcClient) => Promise<string>;

/** Null when the arguments are no command. */
const commandOf = ([name = '', first, ...rest]: readonly string[]): Command | null => {
  if (name === 'api-key') {
    const command = apiKeyCommands[first ?? ''];
    return command === undefined ? null : (rpc) => command(rpc, rest);
  }
  const command = accountCommands[name];
  if (command === undefined || first === undefined) return null;
  return async (rpc) => command(rpc, await rpc.call(auth.findAccount, { identifier: first }), rest);
};

const messageOf = (error: unknown): string =>
  error instanceof AppError ? `${error.code} ${JSON.stringify(error.details)}` : (error as Error).message;

/** Does one thing an operator asks for, through the running auth service. */
export const runCli = async (options: TransportOptions, args: readonly string[]): Promise<CliResult> => {
  const command = commandOf(args);
  if (command === null) return { isError: true, text: usage };
  const link = new NatsLink(options, new Health());
  await link.open();
  try {
    return { isError: false, text: await command(new RpcClient(link, options)) };
  } catch (error) {
    return { isError: true, text: messageOf(error) };
  } finally {
    await link.onApplicationShutdown();
  }
};
