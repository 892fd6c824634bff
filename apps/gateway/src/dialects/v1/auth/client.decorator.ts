import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';

const maxAgentChars = 512;

/** Where the request came from, as auth's contracts take it; the device is known at log-in only. */
export const Client = createParamDecorator((_: unknown, context: ExecutionContext): auth.ClientInput => {
  const { ip, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { dialect: 'v1', ip, userAgent: headers['user-agent']?.slice(0, maxAgentChars) ?? null, deviceId: null };
});
