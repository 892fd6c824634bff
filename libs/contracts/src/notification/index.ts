export * from './bell.contract.js';
export * from './device.contract.js';
export * from './digest.contract.js';
export * from './mail.contract.js';
export * from './sms.contract.js';
export * from './recipient.contract.js';
