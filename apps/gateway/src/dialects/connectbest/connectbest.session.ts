import type { auth } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';
import { clientFrom } from '../../session/client.codec.js';

/** Where a request comes from, for the attempt log and the limits. */
export const clientOf = (request: FastifyRequest): auth.ClientInput => clientFrom('connectbest', request);
