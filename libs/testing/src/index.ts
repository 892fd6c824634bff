export { EventBuffer, type HeardEvent } from './event-buffer.js';
export { eventually } from './eventually.js';
export { fleetUrls, gatewayUrl, nextMail, uniqueName, type OutboxItem } from './fleet.js';
export { http, type HttpAnswer, type HttpCall, type Json } from './http.client.js';
export { testInfra, workerId, type TestInfra } from './infra.js';
export { IoClient } from './io.client.js';
export { TestBus } from './test-bus.js';
export { makeTestDatabase, type TestDatabase } from './test-database.js';
export { WsClient, type FrameStyle } from './ws.client.js';
