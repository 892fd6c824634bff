import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionResolver } from './session.resolver.js';
import type { Viewer } from './viewer.js';

/** A request after the guard. */
export interface AuthenticatedRequest extends FastifyRequest {
  viewer: Viewer;
}

/** The token of an `Authorization: Bearer` header, or null. */
export const bearerToken = (header: string | undefined): string | null => /^Bearer +([^ ]+) *$/i.exec(header ?? '')?.[1] ?? null;

/** Lets a request through with a live token of any dialect (C12), and notes its Viewer. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly sessions: SessionResolver) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    request.viewer = await this.sessions.resolve(bearerToken(request.headers.authorization));
    return true;
  }
}
