export * from './disposition.js';
export * from './file.contract.js';
export * from './stored-file.contract.js';
export * from './transfer.contract.js';
export * from './upload.contract.js';
