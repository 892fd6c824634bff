import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ActivateAccount } from './activate-account.use-case.js';
import { DeleteAccount } from './delete-account.use-case.js';
import { ListAccounts } from './list-accounts.query.js';
import { NoteReading } from './note-reading.use-case.js';
import { SuspendAccount } from './suspend-account.use-case.js';

/** What admins may do. */
@Controller()
export class PeopleRpc {
  constructor(
    private readonly listAccounts: ListAccounts,
    private readonly suspendAccount: SuspendAccount,
    private readonly activateAccount: ActivateAccount,
    private readonly deleteAccount: DeleteAccount,
    private readonly noteReading: NoteReading,
  ) {}

  @HandleRpc(auth.listAccounts)
  list(input: auth.ListAccountsInput) {
    return this.listAccounts.execute(input);
  }

  @HandleRpc(auth.suspendAccount)
  suspend(input: auth.SuspendAccountInput): Promise<null> {
    return this.suspendAccount.execute(input);
  }

  @HandleRpc(auth.activateAccount)
  activate(input: auth.TargetAccountInput): Promise<null> {
    return this.activateAccount.execute(input);
  }

  @HandleRpc(auth.deleteAccount)
  delete(input: auth.TargetAccountInput): Promise<null> {
    return this.deleteAccount.execute(input);
  }

  @HandleRpc(auth.noteReading)
  note(input: auth.NoteReadingInput): Promise<null> {
    return this.noteReading.execute(input);
  }
}
