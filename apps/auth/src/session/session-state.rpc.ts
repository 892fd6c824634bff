import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { GetSessionEnd } from './get-session-end.query.js';
import { ListRevocations } from './list-revocations.query.js';

/** What gateways ask of sessions without changing them. */
@Controller()
export class SessionStateRpc {
  constructor(
    private readonly getSessionEnd: GetSessionEnd,
    private readonly listRevocations: ListRevocations,
  ) {}

  @HandleRpc(auth.getSessionEnd)
  end(input: auth.GetSessionEndInput): Promise<{ readonly expiresAt: string }> {
    return this.getSessionEnd.execute(input);
  }

  @HandleRpc(auth.listRevocations)
  revocations(input: auth.ListRevocationsInput): Promise<auth.Revocations> {
    return this.listRevocations.execute(input);
  }
}
