import { loadConfig, runService } from '@parley/runtime';
import { CallSignalingConfig } from './call-signaling.config.js';
import { callSignalingService } from './call-signaling.module.js';

await runService(callSignalingService(loadConfig(CallSignalingConfig, process.env)));
