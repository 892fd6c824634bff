export * from './mail.contract.js';
export * from './sms.contract.js';
