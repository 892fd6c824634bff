import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '@parley/persistence';
import { EndedSessionRepository } from './ended-session.repository.js';

const hourMs = 3_600_000;

/** Forgets ended sessions that nobody can register by. What fails is done at the next turn. */
@Injectable()
export class TidyEndedSessions {
  constructor(
    private readonly database: Database,
    private readonly endedSessions: EndedSessionRepository,
  ) {}

  @Interval(hourMs)
  async execute(): Promise<void> {
    await this.endedSessions.forget(this.database);
  }
}
