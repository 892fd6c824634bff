import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { SecondFactorModule } from '../second-factor/second-factor.module.js';
import { SessionModule } from '../session/session.module.js';
import { ActivateAccount } from './activate-account.use-case.js';
import { Admins } from './admins.js';
import { AuditRepository } from './audit.repository.js';
import { Deeds } from './deeds.js';
import { DeleteAccount } from './delete-account.use-case.js';
import { EraseAccount } from './erase-account.use-case.js';
import { ErasureRepository } from './erasure.repository.js';
import { FindAccount } from './find-account.query.js';
import { ListAccounts } from './list-accounts.query.js';
import { MakeAdmin } from './make-admin.use-case.js';
import { NoteReading } from './note-reading.use-case.js';
import { OperatorRpc } from './operator.rpc.js';
import { PeopleEvents } from './people.events.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleRpc } from './people.rpc.js';
import { ProfileCopyRpc } from './profile-copy.rpc.js';
import { ProfileErasure } from './profile-erasure.client.js';
import { SuspendAccount } from './suspend-account.use-case.js';
import { Target } from './target.js';

const useCases = [SuspendAccount, ActivateAccount, DeleteAccount, EraseAccount, MakeAdmin, ListAccounts, FindAccount, NoteReading];

@Module({
  imports: [AccountModule, SecondFactorModule, SessionModule],
  controllers: [PeopleRpc, OperatorRpc, PeopleEvents, ProfileCopyRpc],
  providers: [...useCases, AuditRepository, PeopleRepository, ErasureRepository, Admins, Target, Deeds, ProfileErasure],
  exports: [Admins, AuditRepository, Target],
})
export class PeopleModule {}
