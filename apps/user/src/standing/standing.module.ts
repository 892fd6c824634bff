import { Module } from '@nestjs/common';
import { PresenceModule } from '../presence/presence.module.js';
import { StandingEvents } from './standing.events.js';
import { StandingRepository } from './standing.repository.js';

/** Accounts as auth has them: active, suspended, deleted. */
@Module({ imports: [PresenceModule], controllers: [StandingEvents], providers: [StandingRepository] })
export class StandingModule {}
