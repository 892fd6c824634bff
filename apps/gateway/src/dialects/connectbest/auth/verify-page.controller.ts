import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { AppError, auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPage } from '../../../edge/html-page.js';
import { tellWait } from '../../../edge/tell-wait.js';
import { checkInput } from '../../input.pipe.js';
import { clientOf } from '../connectbest.session.js';
import { brokenLinkPage, verifiedPage, verifyPage } from './account-pages.presenter.js';
import { VerifyEmailDto } from './auth.dto.js';

/** A form's fields, or null when they cannot be those of a link of ours. */
const linkOf = (given: unknown): VerifyEmailDto | null => {
  try {
    return checkInput(VerifyEmailDto, given);
  } catch {
    return null;
  }
};

const minutesOf = ({ details }: AppError): string => {
  const minutes = Math.ceil(Number(details['retryAfterSeconds']) / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
};

/** Where the link of the verification mail leads when no front end is installed (A-V1-02). It works without script. */
@Controller('verify-email')
export class VerifyPageController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  show(@Query() query: object, @Res() reply: FastifyReply) {
    const link = linkOf(query);
    return link === null ? sendPage(reply, 400, brokenLinkPage()) : sendPage(reply, 200, verifyPage(link.email, link.code, null));
  }

  /** What the form sends: the outcome of CB-1.3, as a page. */
  @Post()
  async verify(@Body() given: object | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const link = linkOf(given);
    if (link === null) return sendPage(reply, 400, brokenLinkPage());
    const { email, code } = link;
    try {
      await this.rpc.call(auth.verifyEmail, { email, code, client: clientOf(request) });
      return sendPage(reply, 200, verifiedPage());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'RATE_LIMITED') {
        tellWait(error, reply);
        return sendPage(reply, 429, verifyPage(email, code, `Too many wrong codes came for this address. Try again in ${minutesOf(error)}.`));
      }
      if (error.code !== 'VERIFICATION_CODE_WRONG') throw error;
      return sendPage(reply, 400, verifyPage(email, code, 'This code was used already, or is older than ten minutes. Ask for a new one.'));
    }
  }
}
