import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { AppError, auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPage } from '../../../edge/html-page.js';
import { checkInput } from '../../input.pipe.js';
import { clientOf } from '../connectbest.session.js';
import { brokenLinkPage, passwordSetPage, resetPage } from './account-pages.presenter.js';
import { ResetPasswordDto } from './password.dto.js';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Where the mailed link leads when no front end is installed (A-CB-10). It works without script. */
@Controller('reset-password')
export class ResetPageController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  show(@Query('token') token: unknown, @Res() reply: FastifyReply) {
    return textOf(token) === '' ? sendPage(reply, 400, brokenLinkPage()) : sendPage(reply, 200, resetPage(textOf(token), null));
  }

  /** What the form sends: the rules and the outcome of CB-1.8, as a page. */
  @Post()
  async reset(@Body() given: object | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    try {
      const { token, newPassword } = checkInput(ResetPasswordDto, given);
      await this.rpc.call(auth.resetPassword, { token, newPassword, client: clientOf(request) });
      return sendPage(reply, 200, passwordSetPage());
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
      const problem = error.code === 'RESET_TOKEN_INVALID' ? 'This link was used already, or is older than an hour' : 'This password does not do';
      return sendPage(reply, 400, resetPage(textOf((given as { readonly token?: unknown } | undefined)?.token), problem));
    }
  }
}
