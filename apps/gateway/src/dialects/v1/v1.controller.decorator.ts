import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { SessionGuard } from '../../session/session.guard.js';
import { ApiVersionGuard } from './v1.guard.js';

/** Routes under /v1 that need a bearer token (V1 Authentication). */
export const V1Controller = (path: string): ClassDecorator => applyDecorators(Controller(`v1/${path}`), UseGuards(ApiVersionGuard, SessionGuard));

/** Routes under /v1 that are open to everybody. */
export const V1PublicController = (path: string): ClassDecorator => applyDecorators(Controller(`v1/${path}`), UseGuards(ApiVersionGuard));
