import { readConfig, runService } from '@parley/runtime';
import { AiConfig } from './ai.config.js';
import { aiService } from './ai.module.js';

await runService(aiService(readConfig(AiConfig, process.env)));
