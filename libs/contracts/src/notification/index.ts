export * from './mail.contract.js';
