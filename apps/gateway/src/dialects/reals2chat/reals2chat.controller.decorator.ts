import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { SessionGuard } from '../../session/session.guard.js';

/** A controller under /api for holders of any access token of this server: every endpoint needs one (R2-1). */
export const Reals2ChatController = (path: string): ClassDecorator => applyDecorators(Controller(`api/${path}`), UseGuards(SessionGuard));
