import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { pendingFactorKey } from './pending-factor.decorator.js';
import { PresenceReporter } from './presence-reporter.js';
import { SessionResolver } from './session.resolver.js';
import type { Viewer } from './viewer.js';

/** A request after the guard. */
export interface AuthenticatedRequest extends FastifyRequest {
  viewer: Viewer;
}

/** The token of an `Authorization: Bearer` header, or null. */
export const bearerToken = (header: string | undefined): string | null => /^Bearer +([^ ]+) *$/i.exec(header ?? '')?.[1] ?? null;

/** Lets a request through with a live token of any dialect (C12) whose second factor was given, and notes its Viewer. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: SessionResolver,
    private readonly reflector: Reflector,
    private readonly presence: PresenceReporter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = bearerToken(request.headers.authorization);
    const mayPend = this.reflector.get<boolean | undefined>(pendingFactorKey, context.getHandler()) === true;
    request.viewer = mayPend ? await this.sessions.resolvePending(token) : await this.sessions.resolve(token);
    this.presence.heard(request.viewer.userId);
    return true;
  }
}
