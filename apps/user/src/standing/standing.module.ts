import { Module } from '@nestjs/common';
import { PresenceModule } from '../presence/presence.module.js';
import { EndTies } from './end-ties.use-case.js';
import { StandingEvents } from './standing.events.js';
import { StandingRepository } from './standing.repository.js';

/** Accounts as auth has them: active, suspended, deleted. */
@Module({ imports: [PresenceModule], controllers: [StandingEvents], providers: [StandingRepository, EndTies] })
export class StandingModule {}
