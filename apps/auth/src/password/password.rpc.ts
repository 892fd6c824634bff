import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { RequestPasswordReset } from './request-password-reset.use-case.js';
import { TryPasswordReset } from './try-password-reset.use-case.js';

@Controller()
export class PasswordRpc {
  constructor(
    private readonly requestReset: RequestPasswordReset,
    private readonly tryReset: TryPasswordReset,
  ) {}

  @HandleRpc(auth.requestPasswordReset)
  request(input: auth.RequestPasswordResetInput): Promise<null> {
    return this.requestReset.execute(input);
  }

  @HandleRpc(auth.resetPassword)
  reset(input: auth.ResetPasswordInput): Promise<null> {
    return this.tryReset.execute(input);
  }
}
