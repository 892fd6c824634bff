import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Admins } from './admins.js';
import { PeopleRepository } from './people.repository.js';

/** A page of all accounts that are not deleted, for admins (CB-8.2). */
@Injectable()
export class ListAccounts {
  constructor(
    private readonly database: Database,
    private readonly admins: Admins,
    private readonly people: PeopleRepository,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED */
  async execute(input: auth.ListAccountsInput): Promise<{ readonly accounts: readonly auth.ListedAccount[]; readonly total: number }> {
    await this.admins.require(this.database, input.viewerId);
    return this.people.list(this.database, { ...input, state: input.state ?? null, search: input.search ?? null });
  }
}
