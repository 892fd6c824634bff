import { makeJwtPrivateKey, makeServerKey } from '../infra/secrets.mjs';

/** A value of the right form for a secret that a repository must not hold. */
export function sampleOf(name) {
  if (name === 'SERVER_KEY') return makeServerKey();
  if (name === 'JWT_PRIVATE_KEY') return makeJwtPrivateKey();
  if (name === 'DATABASE_URL' || name === 'POSTGRES_URL') return 'postgres://role:sample@postgres.example.com:5432/parley';
  if (name === 'REDIS_URL') return 'redis://:sample@redis.example.com:6379';
  if (name === 'S3_URL') return 'https://key:secret@s3.example.com/parley';
  if (name === 'SMTP_URL') return 'smtps://user:sample@mail.example.com:465';
  if (name === 'SMS_URL') return 'https://user:sample@sms.example.com/send';
  if (name === 'FCM_SERVICE_ACCOUNT') return base64Of(JSON.stringify({ project_id: 'x', client_email: 'x', private_key: 'x', token_uri: 'x' }));
  if (name === 'APNS_KEY') return base64Of(makeJwtPrivateKey());
  if (name === 'VAPID_PUBLIC_KEY') return 'B'.repeat(87);
  if (name === 'VAPID_PRIVATE_KEY') return 'A'.repeat(43);
  if (name === 'VAPID_SUBJECT') return 'mailto:operator@example.com';
  return 'sample';
}

/** @param {string} text */
const base64Of = (text) => Buffer.from(text).toString('base64');
