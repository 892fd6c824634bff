import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { SessionRepository } from './session.repository.js';

/** A revocation may be committed this long after the time it carries; the next question goes back so far. */
const commitMs = 30_000;

/** What was revoked since a moment of database time, as far as it still matters. The rows are the truth, whatever was lost. */
@Injectable()
export class ListRevocations {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
  ) {}

  async execute({ since }: auth.ListRevocationsInput): Promise<auth.Revocations> {
    const { sessions, now } = await this.sessions.listRevoked(this.database, new Date(since));
    return { sessions, until: now.getTime() - commitMs };
  }
}
