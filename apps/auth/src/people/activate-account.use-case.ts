import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { Deeds } from './deeds.js';
import { PeopleRepository } from './people.repository.js';
import { Target } from './target.js';

/** Lets a suspended person log in again (CB-8.4); sessions that were ended stay so. An active account stays as it is. */
@Injectable()
export class ActivateAccount {
  constructor(
    private readonly transactions: Transactions,
    private readonly target: Target,
    private readonly people: PeopleRepository,
    private readonly deeds: Deeds,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED, USER_NOT_FOUND */
  async execute(input: auth.TargetAccountInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const account = await this.target.lock(tx, input);
      if (account.state === 'active') return;
      await this.people.activate(tx, input.userId);
      await this.deeds.activated(tx, account, input.actor);
    });
    return null;
  }
}
