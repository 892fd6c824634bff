import { readConfig, runService } from '@parley/runtime';
import { UserConfig } from './user.config.js';
import { userService } from './user.module.js';

await runService(userService(readConfig(UserConfig, process.env)));
