import { ConfigError, loadConfig } from './load-config.js';

/** What a process ends with whose environment is wrong (EX_CONFIG of sysexits.h): started again, it would end the same. */
const wrongConfig = 78;

/** What `loadConfig` reads; where it is wrong one line names each variable, and the process ends. */
export const readConfig = <C extends object>(type: new () => C, env: Readonly<Record<string, string | undefined>>): C => {
  try {
    return loadConfig(type, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(wrongConfig);
  }
};
