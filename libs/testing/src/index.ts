export { eventually } from './eventually.js';
export { testInfra, workerId, type TestInfra } from './infra.js';
export { TestBus } from './test-bus.js';
export { makeTestDatabase, type TestDatabase } from './test-database.js';
