import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { FindAccount } from './find-account.query.js';
import { MakeAdmin } from './make-admin.use-case.js';

/** What the operator's CLI needs beside what admins may do. */
@Controller()
export class OperatorRpc {
  constructor(
    private readonly findAccount: FindAccount,
    private readonly makeAdmin: MakeAdmin,
  ) {}

  @HandleRpc(auth.findAccount)
  find(input: auth.FindAccountInput): Promise<auth.Account> {
    return this.findAccount.execute(input);
  }

  @HandleRpc(auth.makeAdmin)
  promote(input: auth.MakeAdminInput): Promise<null> {
    return this.makeAdmin.execute(input);
  }
}
