import { Injectable } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { GatewayConfig } from '../gateway.config.js';

export interface LinkedInvitation extends messaging.Invitation {
  /** Where its bearer lands. */
  readonly url: string;
}

/** Invitations with the address of their landing page on this server (A-RC-14). */
@Injectable()
export class InvitationView {
  private readonly base: string;

  constructor(
    private readonly rpc: RpcClient,
    config: GatewayConfig,
  ) {
    this.base = config.PUBLIC_URL.replace(/\/+$/, '');
  }

  /** @throws {AppError} the codes of messaging.createInvitation */
  async create(input: messaging.CreateInvitationInput): Promise<LinkedInvitation> {
    const invitation = await this.rpc.call(messaging.createInvitation, input);
    return { ...invitation, url: `${this.base}/invite/${invitation.code}` };
  }
}
