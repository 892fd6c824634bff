import type { auth } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';

const maxUserAgentChars = 512;

/** Where a request comes from, for the attempt log and the limits. */
export const clientOf = ({ ip, headers }: FastifyRequest): auth.ClientInput => ({
  dialect: 'connectbest',
  ip,
  userAgent: headers['user-agent']?.slice(0, maxUserAgentChars) ?? null,
  deviceId: null,
});
