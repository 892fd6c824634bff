/** The servers tests run on: given by `npm test`, or by whoever runs jest directly. */
export interface TestInfra {
  readonly postgresUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
}

const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: run the tests through \`npm test\`, which provides the servers`);
  return value;
};

export const testInfra = (): TestInfra => ({
  postgresUrl: required('POSTGRES_URL'),
  natsUrl: required('NATS_URL'),
  redisUrl: required('REDIS_URL'),
});

/** Distinguishes what this Jest worker makes from what its neighbours make. */
export const workerId = (): string => process.env['JEST_WORKER_ID'] ?? '1';
