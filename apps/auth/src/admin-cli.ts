import { Logger } from '@nestjs/common';
import { adminCliOptions } from './admin-cli.config.js';
import { runCli } from './cli/run-cli.js';

Logger.overrideLogger(false);
const { isError, text } = await runCli(adminCliOptions(), process.argv.slice(2));
(isError ? process.stderr : process.stdout).write(`${text}\n`);
if (isError) process.exitCode = 1;
