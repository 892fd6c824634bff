import { readConfig, runService } from '@parley/runtime';
import { MessagingConfig } from './messaging.config.js';
import { messagingService } from './messaging.module.js';

await runService(messagingService(readConfig(MessagingConfig, process.env)));
