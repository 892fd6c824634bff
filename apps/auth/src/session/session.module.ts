import { Module } from '@nestjs/common';
import { KeyedTurns } from '@parley/runtime';
import { AccountModule } from '../account/account.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { CheckSession } from './check-session.use-case.js';
import { Doorkeeper } from './doorkeeper.js';
import { ExpireSessions } from './expire-sessions.use-case.js';
import { GetSessionEnd } from './get-session-end.query.js';
import { GetSessionMfa } from './get-session-mfa.query.js';
import { IssueSession } from './issue-session.use-case.js';
import { ListRevocations } from './list-revocations.query.js';
import { LogInLimits } from './log-in-limits.js';
import { LogInRepository } from './log-in.repository.js';
import { LogIn } from './log-in.use-case.js';
import { LogOut } from './log-out.use-case.js';
import { RefreshSession } from './refresh-session.use-case.js';
import { RefreshTokenRepository } from './refresh-token.repository.js';
import { RenewSession } from './renew-session.use-case.js';
import { RevokeSessions } from './revoke-sessions.use-case.js';
import { SecondFactorModule } from '../second-factor/second-factor.module.js';
import { SecondFactorGate } from './second-factor-gate.js';
import { SecondFactorSessionRpc } from './second-factor-session.rpc.js';
import { SessionRepository } from './session.repository.js';
import { SessionStateRpc } from './session-state.rpc.js';
import { SessionRpc } from './session.rpc.js';
import { TokenIssuer } from './token-issuer.js';
import { VerifySecondFactor } from './verify-second-factor.use-case.js';

@Module({
  imports: [AccountModule, KeysModule, SecondFactorModule],
  controllers: [SessionRpc, SessionStateRpc, SecondFactorSessionRpc],
  providers: [
    SessionRepository,
    LogInRepository,
    RefreshTokenRepository,
    TokenIssuer,
    KeyedTurns,
    LogInLimits,
    SecondFactorGate,
    VerifySecondFactor,
    GetSessionEnd,
    GetSessionMfa,
    Doorkeeper,
    RevokeSessions,
    IssueSession,
    RenewSession,
    LogIn,
    RefreshSession,
    LogOut,
    CheckSession,
    ListRevocations,
    ExpireSessions,
  ],
  exports: [IssueSession, RevokeSessions, SecondFactorGate],
})
export class SessionModule {}
