export * from './call.contract.js';
