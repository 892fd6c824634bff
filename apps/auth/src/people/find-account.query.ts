import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { PeopleRepository } from './people.repository.js';

/** The account an operator means. */
@Injectable()
export class FindAccount {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleRepository,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async execute({ identifier }: auth.FindAccountInput): Promise<auth.Account> {
    const account = await this.people.find(this.database, identifier);
    if (account === null) throw new AppError('USER_NOT_FOUND');
    return account;
  }
}
