export * from './account.contract.js';
export * from './api-key.contract.js';
export * from './oauth.contract.js';
export * from './password.contract.js';
export * from './people.contract.js';
export * from './register.contract.js';
export * from './second-factor.contract.js';
export * from './session.contract.js';
