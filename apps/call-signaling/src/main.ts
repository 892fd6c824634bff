import { readConfig, runService } from '@parley/runtime';
import { CallSignalingConfig } from './call-signaling.config.js';
import { callSignalingService } from './call-signaling.module.js';

await runService(callSignalingService(readConfig(CallSignalingConfig, process.env)));
