import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { TakesApiKeys } from '../../session/api-keys.decorator.js';
import { SessionGuard } from '../../session/session.guard.js';

/** A controller under /api that wants a live token (A-CB-87), or an API key (A-CB-05). */
export const ConnectBestController = (path: string): ClassDecorator =>
  applyDecorators(Controller(`api/${path}`), UseGuards(SessionGuard), TakesApiKeys());

/** A controller under /api that is open to all. */
export const OpenConnectBestController = (path: string): ClassDecorator => Controller(`api/${path}`);
