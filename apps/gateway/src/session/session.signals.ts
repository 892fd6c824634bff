import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { OnSignal } from '@parley/transport';
import { Revocations } from './revocations.js';

@Controller()
export class SessionSignals {
  constructor(private readonly revocations: Revocations) {}

  @OnSignal(auth.sessionsRevokedNow)
  revoked({ revocations }: { readonly revocations: readonly auth.Revocation[] }): void {
    this.revocations.add(revocations);
  }
}
