import { readConfig, runService } from '@parley/runtime';
import { notificationService } from './notification.module.js';
import { NotificationConfig } from './notification.config.js';

await runService(notificationService(readConfig(NotificationConfig, process.env)));
