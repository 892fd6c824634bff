// Stands in for every service of a fixture checkout: ready at once, and as ill-behaved as FIXTURE_* name it to be.
import { createServer } from 'node:http';

const { INSTANCE, HEALTH_PORT, PORT, FIXTURE_DIES, FIXTURE_REFUSES, FIXTURE_STUCK, FIXTURE_WAITS } = process.env;
const answer = (status, body) => (_request, response) => response.writeHead(status).end(JSON.stringify(body));

if (INSTANCE === FIXTURE_DIES) {
  console.error(`${INSTANCE}: no such table`);
  process.exit(3);
}
if (INSTANCE === FIXTURE_REFUSES) {
  console.error('configuration: COLOUR must be blue');
  process.exit(78);
}
process.on('SIGTERM', () => INSTANCE !== FIXTURE_STUCK && process.exit(0));
createServer(answer(INSTANCE === FIXTURE_WAITS ? 503 : 200, { reason: 'waiting for the moon' })).listen(HEALTH_PORT, '127.0.0.1');
if (PORT) createServer(answer(200, process.env)).listen(PORT, '127.0.0.1');
