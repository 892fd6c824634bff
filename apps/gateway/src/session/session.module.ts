import { Global, Module } from '@nestjs/common';
import { ApiKeyResolver } from './api-key.resolver.js';
import { LiftedSessions } from './lifted-sessions.js';
import { PresenceReporter } from './presence-reporter.js';
import { Revocations } from './revocations.js';
import { SessionStrategies } from './session-strategies.js';
import { SessionGuard } from './session.guard.js';
import { SessionResolver } from './session.resolver.js';
import { SessionSignals } from './session.signals.js';
import { SigningKeys } from './signing-keys.js';

@Global()
@Module({
  controllers: [SessionSignals],
  providers: [SigningKeys, Revocations, LiftedSessions, PresenceReporter, SessionResolver, ApiKeyResolver, SessionStrategies, SessionGuard],
  exports: [Revocations, ApiKeyResolver, PresenceReporter, SessionResolver, SessionGuard],
})
export class SessionModule {}
