import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AuthenticatedRequest } from './session.guard.js';
import type { Viewer } from './viewer.js';

/** The Viewer that SessionGuard resolved. */
export const CurrentViewer = createParamDecorator(
  (_: unknown, context: ExecutionContext): Viewer => context.switchToHttp().getRequest<AuthenticatedRequest>().viewer,
);
