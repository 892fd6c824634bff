export * from './conversation-card.contract.js';
export * from './conversation.contract.js';
export * from './message-body.contract.js';
export * from './message.contract.js';
export * from './mirror-block.contract.js';
export * from './mirror.contract.js';
export * from './store.contract.js';
export * from './sync.contract.js';
