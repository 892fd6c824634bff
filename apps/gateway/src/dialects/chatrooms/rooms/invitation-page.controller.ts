import { Get, Param, Res } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply } from 'fastify';
import { sendPage } from '../../../edge/html-page.js';
import { PublicChatroomsController } from '../chatrooms.controller.decorator.js';
import { presentDeadInvitationPage, presentInvitationPage } from './invitation-page.presenter.js';

const codeShape = /^[0-9A-Za-z]{1,32}$/;

/** The page behind `invite_url`: for people, so it is HTML in every case. */
@PublicChatroomsController('invite')
export class InvitationPageController {
  constructor(private readonly rpc: RpcClient) {}

  /** A-RC-14: 200, or 404 when the code opens nothing. */
  @Get(':code')
  async show(@Param('code') code: string, @Res() reply: FastifyReply) {
    const preview = await this.find(code);
    return preview === null ? sendPage(reply, 404, presentDeadInvitationPage()) : sendPage(reply, 200, presentInvitationPage(preview, code));
  }

  private async find(code: string): Promise<messaging.InvitationPreview | null> {
    if (!codeShape.test(code)) return null;
    try {
      return await this.rpc.call(messaging.getInvitation, { code });
    } catch (error) {
      if (error instanceof AppError && error.code === 'INVITATION_INVALID') return null;
      throw error;
    }
  }
}
