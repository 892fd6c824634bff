import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InputError } from '../input-error.js';

const dateShape = /^\d{4}-\d{2}-\d{2}$/;
const firstVersion = '2025-01-15';

/** A day that the calendar has: 30 February would parse as a day in March. */
const isDay = (text: string): boolean => {
  const day = dateShape.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(day) && new Date(day).toISOString().startsWith(text);
};

const isVersion = (text: string): boolean => isDay(text) && text >= firstVersion;

/** `API-Version` may be absent; given, it is a date from 2025-01-15 on, and all of them mean v1 (C02, A-V1-42). */
@Injectable()
export class ApiVersionGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const version = context.switchToHttp().getRequest<FastifyRequest>().headers['api-version'];
    if (version === undefined || (typeof version === 'string' && isVersion(version))) return true;
    throw new InputError([{ field: 'API-Version', kind: 'format', message: `API-Version must be a date from ${firstVersion} on` }]);
  }
}
