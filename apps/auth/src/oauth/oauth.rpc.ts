import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { FinishOAuth } from './finish-oauth.use-case.js';
import { StartOAuth } from './start-oauth.use-case.js';

@Controller()
export class OauthRpc {
  constructor(
    private readonly startOAuth: StartOAuth,
    private readonly finishOAuth: FinishOAuth,
  ) {}

  @HandleRpc(auth.startOAuth)
  start(input: auth.StartOAuthInput): Promise<auth.OAuthStart> {
    return this.startOAuth.execute(input);
  }

  @HandleRpc(auth.finishOAuth)
  finish(input: auth.FinishOAuthInput): Promise<auth.LogIn> {
    return this.finishOAuth.execute(input);
  }
}
