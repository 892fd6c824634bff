import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { Deeds } from './deeds.js';
import { PeopleRepository } from './people.repository.js';
import { Target } from './target.js';

/** Makes an account an admin; tokens say so from their next refresh on, admin rights hold at once. */
@Injectable()
export class MakeAdmin {
  constructor(
    private readonly transactions: Transactions,
    private readonly target: Target,
    private readonly people: PeopleRepository,
    private readonly deeds: Deeds,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async execute({ userId }: auth.MakeAdminInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const account = await this.target.lock(tx, { actor: null, userId });
      if (account.role === 'admin') return;
      await this.people.makeAdmin(tx, userId);
      await this.deeds.madeAdmin(tx, account);
    });
    return null;
  }
}
