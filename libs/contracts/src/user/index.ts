export * from './block.contract.js';
export * from './contact.contract.js';
export * from './directory.contract.js';
export * from './presence.contract.js';
export * from './profile.contract.js';
export * from './settings.contract.js';
export * from './update-profile.contract.js';
export * from './user-ref.js';
