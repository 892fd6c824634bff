import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { AcceptInvitation } from './accept-invitation.use-case.js';
import { CreateInvitation } from './create-invitation.use-case.js';
import { GetInvitation } from './get-invitation.query.js';

@Controller()
export class InvitationRpc {
  constructor(
    private readonly createInvitation: CreateInvitation,
    private readonly acceptInvitation: AcceptInvitation,
    private readonly getInvitation: GetInvitation,
  ) {}

  @HandleRpc(messaging.createInvitation)
  create(input: messaging.CreateInvitationInput): Promise<messaging.Invitation> {
    return this.createInvitation.execute(input);
  }

  @HandleRpc(messaging.acceptInvitation)
  accept(input: messaging.AcceptInvitationInput): Promise<messaging.AcceptedInvitation> {
    return this.acceptInvitation.execute(input);
  }

  @HandleRpc(messaging.getInvitation)
  get(input: messaging.GetInvitationInput): Promise<messaging.InvitationPreview> {
    return this.getInvitation.execute(input);
  }
}
