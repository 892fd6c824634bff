// Stands in for jest in a fixture checkout: says what it was asked, asks the fleet how it is, and fails on demand.
const args = process.argv.slice(2).join(' ');
const { FLEET_URLS = '', FLEET_DATA, PARLEY_TEST_DATA, NATS_URL, DB_PASSWORD_AI, FIXTURE_FAILS } = process.env;

const gateways = await Promise.all(
  FLEET_URLS.split(',')
    .filter(Boolean)
    .map(async (url) => (await fetch(url)).json()),
);
const fleet = gateways.map(({ INSTANCE, RATE_LIMIT_SCALE, LOG_LEVEL, PARLEY_DATA }) => ({ INSTANCE, RATE_LIMIT_SCALE, LOG_LEVEL, PARLEY_DATA }));
const seen = { args, fleet, FLEET_DATA, PARLEY_TEST_DATA, NATS_URL, hasPassword: DB_PASSWORD_AI !== undefined };
console.log(`jest saw ${JSON.stringify(seen)}`);
process.exitCode = FIXTURE_FAILS && args.includes(FIXTURE_FAILS) ? 1 : 0;
