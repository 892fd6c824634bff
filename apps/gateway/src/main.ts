import { readConfig } from '@parley/runtime';
import { GatewayConfig } from './gateway.config.js';
import { runGateway } from './run-gateway.js';

await runGateway(readConfig(GatewayConfig, process.env));
