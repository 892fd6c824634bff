import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { GetAccount } from './get-account.query.js';

@Controller()
export class AccountRpc {
  constructor(private readonly getAccount: GetAccount) {}

  @HandleRpc(auth.getAccount)
  get(input: auth.GetAccountInput): Promise<auth.Account> {
    return this.getAccount.execute(input);
  }
}
