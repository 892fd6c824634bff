import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { GetSessionMfa } from './get-session-mfa.query.js';
import { VerifySecondFactor } from './verify-second-factor.use-case.js';

@Controller()
export class SecondFactorSessionRpc {
  constructor(
    private readonly verifySecondFactor: VerifySecondFactor,
    private readonly getSessionMfa: GetSessionMfa,
  ) {}

  @HandleRpc(auth.verifySecondFactor)
  verify(input: auth.VerifySecondFactorInput): Promise<null> {
    return this.verifySecondFactor.execute(input);
  }

  @HandleRpc(auth.getSessionMfa)
  getMfa(input: auth.GetSessionMfaInput): Promise<{ readonly mfa: auth.MfaState }> {
    return this.getSessionMfa.execute(input);
  }
}
