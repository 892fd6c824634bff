import { makeJwtPrivateKey, makeServerKey } from '../infra/secrets.mjs';

/** A value of the right form for a secret that a repository must not hold. */
export function sampleOf(name) {
  if (name === 'SERVER_KEY') return makeServerKey();
  if (name === 'JWT_PRIVATE_KEY') return makeJwtPrivateKey();
  if (name === 'DATABASE_URL' || name === 'POSTGRES_URL') return 'postgres://role:sample@postgres.example.com:5432/parley';
  if (name === 'REDIS_URL') return 'redis://:sample@redis.example.com:6379';
  if (name === 'S3_URL') return 'https://key:secret@s3.example.com/parley';
  return 'sample';
}
