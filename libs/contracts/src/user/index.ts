export * from './profile.contract.js';
export * from './user-ref.js';
