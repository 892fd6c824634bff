import { readConfig, runService } from '@parley/runtime';
import { FileConfig } from './file.config.js';
import { fileService } from './file.module.js';

await runService(fileService(readConfig(FileConfig, process.env)));
