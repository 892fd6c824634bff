import { loadConfig, runService } from '@parley/runtime';
import { AiConfig } from './ai.config.js';
import { aiService } from './ai.module.js';

await runService(aiService(loadConfig(AiConfig, process.env)));
