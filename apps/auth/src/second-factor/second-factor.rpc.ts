import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { DisableSmsFactor } from './disable-sms-factor.use-case.js';
import { DisableTotp } from './disable-totp.use-case.js';
import { EnableSmsFactor } from './enable-sms-factor.use-case.js';
import { EnableTotp } from './enable-totp.use-case.js';

@Controller()
export class SecondFactorRpc {
  constructor(
    private readonly enableTotp: EnableTotp,
    private readonly enableSmsFactor: EnableSmsFactor,
    private readonly disableTotp: DisableTotp,
    private readonly disableSmsFactor: DisableSmsFactor,
  ) {}

  @HandleRpc(auth.enableTotp)
  prepareApp(input: auth.EnableTotpInput): Promise<auth.TotpEnrolment> {
    return this.enableTotp.execute(input);
  }

  @HandleRpc(auth.enableSmsFactor)
  enablePhone(input: auth.EnableSmsFactorInput): Promise<null> {
    return this.enableSmsFactor.execute(input);
  }

  @HandleRpc(auth.disableTotp)
  forgetApp(input: auth.DisableTotpInput): Promise<null> {
    return this.disableTotp.execute(input);
  }

  @HandleRpc(auth.disableSmsFactor)
  forgetPhone(input: auth.DisableSmsFactorInput): Promise<null> {
    return this.disableSmsFactor.execute(input);
  }
}
