export { Health, type CheckResult } from './health.js';
export { portOf, startHealthServer } from './health-server.js';
export { JsonLogger } from './json-logger.js';
export { ConfigError, loadConfig } from './load-config.js';
export { currentRequestId, inRequest } from './request-context.js';
export { closeOnSignal, makeLogger, runService, startService, type ServiceDefinition } from './run-service.js';
export { RuntimeModule } from './runtime.module.js';
export { addressDigest, seal, sealAddress, unseal, unsealAddress } from './seal.js';
export { ServiceConfig } from './service.config.js';
