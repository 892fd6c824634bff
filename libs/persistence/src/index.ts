export { Database, type Queryable } from './database.js';
export { Inbox } from './inbox.js';
export { makeDataSource } from './make-data-source.js';
export { DatabaseOptions } from './options.js';
export { envelopeOf, Outbox } from './outbox.js';
export { OutboxRelay } from './outbox-relay.js';
export { PersistenceModule } from './persistence.module.js';
export { brokenConstraint } from './postgres-errors.js';
export { Transactions, Tx } from './transactions.js';
