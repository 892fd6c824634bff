import type { AppError } from '@parley/contracts';
import type { FastifyReply } from 'fastify';

/**
 * When to come again. Where a limit of a service has refused what those of the edge let pass, the headers of these would say
 * that there is something left, or name another moment.
 */
export const tellWait = ({ code, details }: AppError, reply: FastifyReply): void => {
  const { retryAfterSeconds } = details;
  if (typeof retryAfterSeconds !== 'number') return;
  void reply.header('retry-after', String(retryAfterSeconds));
  const [left, reset] = ['x-ratelimit-remaining', 'x-ratelimit-reset'].map((name) => reply.getHeader(name));
  if (code !== 'RATE_LIMITED' || left === undefined) return;
  const now = Date.now() / 1000;
  if (left === '0' && Number(reset) >= Math.floor(now) + retryAfterSeconds) return;
  void reply.header('x-ratelimit-remaining', '0').header('x-ratelimit-reset', String(Math.ceil(now) + retryAfterSeconds));
};
