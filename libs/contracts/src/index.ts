import 'reflect-metadata';

export * from './batches.js';
export * from './errors.js';
export * from './event.js';
export * from './ids.js';
export * from './names.js';
export * from './origin.js';
export * from './rpc.js';
export * from './web-url.decorator.js';
export * as auth from './auth/index.js';
export * as call from './call/index.js';
export * as file from './file/index.js';
export * as messaging from './messaging/index.js';
export * as notification from './notification/index.js';
export * as user from './user/index.js';
