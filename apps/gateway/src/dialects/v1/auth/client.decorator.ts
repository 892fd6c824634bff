import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';
import { clientFrom } from '../../../session/client.codec.js';

/** Where the request came from, as auth's contracts take it; the device is known at log-in only. */
export const Client = createParamDecorator((_: unknown, context: ExecutionContext): auth.ClientInput =>
  clientFrom('v1', context.switchToHttp().getRequest<FastifyRequest>()),
);
