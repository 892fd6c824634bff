import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { SessionRepository } from './session.repository.js';

/** Whether somebody's session still lives, and until when (A-UM-07). Asking does not prolong it. */
@Injectable()
export class GetSessionEnd {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
  ) {}

  /** @throws {AppError} SESSION_REVOKED */
  async execute({ userId, sessionId }: auth.GetSessionEndInput): Promise<{ readonly expiresAt: string }> {
    const expiresAt = await this.sessions.endOf(this.database, sessionId, userId);
    if (expiresAt === null) throw new AppError('SESSION_REVOKED');
    return { expiresAt: expiresAt.toISOString() };
  }
}
