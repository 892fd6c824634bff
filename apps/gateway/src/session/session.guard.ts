import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { AppError } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';
import { takesKeysKey } from './api-keys.decorator.js';
import { pendingFactorKey } from './pending-factor.decorator.js';
import { PresenceReporter } from './presence-reporter.js';
import { strategyNames, type SessionOptions } from './session-strategies.js';
import type { Viewer } from './viewer.js';

/** A request after the guard. */
export interface AuthenticatedRequest extends FastifyRequest {
  viewer: Viewer;
}

/**
 * Lets a request through with a live token of any dialect (C12) whose second factor was given, or, where the dialect
 * has them, with an API key; notes its Viewer.
 */
@Injectable()
export class SessionGuard extends AuthGuard([strategyNames.bearer, strategyNames.apiKey]) {
  constructor(
    private readonly reflector: Reflector,
    private readonly presence: PresenceReporter,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    this.presence.heard(context.switchToHttp().getRequest<AuthenticatedRequest>().viewer.userId);
    return true;
  }

  override getAuthenticateOptions(context: ExecutionContext): SessionOptions & { readonly property: string } {
    const places = [context.getHandler(), context.getClass()];
    const mayPend = this.reflector.get<boolean | undefined>(pendingFactorKey, context.getHandler()) === true;
    const takesKeys = this.reflector.getAllAndOverride<boolean | undefined>(takesKeysKey, places) === true;
    return { mayPend, takesKeys, property: 'viewer' satisfies keyof AuthenticatedRequest };
  }

  /** @throws {AppError} what the strategy said; TOKEN_MISSING when none found anything to go by */
  override handleRequest<V>(error: Error | null | undefined, viewer: V | false | undefined): V {
    if (error != null) throw error;
    if (viewer === false || viewer === undefined) throw new AppError('TOKEN_MISSING');
    return viewer;
  }
}
