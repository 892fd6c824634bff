import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { InvitationRepository } from './invitation.repository.js';

/** What the bearer of a code may see. */
@Injectable()
export class GetInvitation {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationRepository,
  ) {}

  /** @throws {AppError} INVITATION_INVALID */
  async execute({ code }: messaging.GetInvitationInput): Promise<messaging.InvitationPreview> {
    const preview = await this.invitations.preview(this.database, code);
    if (preview === null) throw new AppError('INVITATION_INVALID');
    return preview;
  }
}
