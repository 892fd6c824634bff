import { readConfig, runService } from '@parley/runtime';
import { AuthConfig } from './auth.config.js';
import { authService } from './auth.module.js';

await runService(authService(readConfig(AuthConfig, process.env)));
