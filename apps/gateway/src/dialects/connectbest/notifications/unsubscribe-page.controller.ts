import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { AppError, notification } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply } from 'fastify';
import { sendPage } from '../../../edge/html-page.js';
import { brokenUnsubscribePage, subscribedPage, unsubscribedPage, unsubscribePage } from './unsubscribe-page.presenter.js';

const tokenShape = /^[\w-]{43}$/;

/**
 * Where the link of a digest leads, which mail programs post to by themselves (RFC 8058). The link is all that is asked for; what
 * is posted says nothing more. It works without script.
 */
@Controller('unsubscribe')
export class UnsubscribePageController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  show(@Query('token') token: unknown, @Res() reply: FastifyReply) {
    if (typeof token !== 'string' || !tokenShape.test(token)) return sendPage(reply, 400, brokenUnsubscribePage());
    return sendPage(reply, 200, unsubscribePage(token));
  }

  @Post()
  stop(@Query('token') token: unknown, @Res() reply: FastifyReply) {
    return this.change(token, false, reply, unsubscribedPage);
  }

  @Post('undo')
  begin(@Query('token') token: unknown, @Res() reply: FastifyReply) {
    return this.change(token, true, reply, subscribedPage);
  }

  private async change(token: unknown, isWanted: boolean, reply: FastifyReply, page: (token: string) => string) {
    try {
      if (typeof token !== 'string') throw new AppError('INPUT_INVALID', { token: 'must be of a link in a digest' });
      await this.rpc.call(notification.changeDigest, { token, isWanted });
      return sendPage(reply, 200, page(token));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'INPUT_INVALID') throw error;
      return sendPage(reply, 400, brokenUnsubscribePage());
    }
  }
}
