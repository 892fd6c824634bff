import { Injectable } from '@nestjs/common';
import { AppError, type user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ContactRepository } from './contact.repository.js';
import { PairResolver } from './pair.resolver.js';

/** What others are to somebody. */
@Injectable()
export class ListContacts {
  constructor(
    private readonly database: Database,
    private readonly contacts: ContactRepository,
    private readonly pairs: PairResolver,
  ) {}

  async execute(input: user.ListContactsInput): Promise<{ readonly contacts: readonly user.Contact[]; readonly total: number }> {
    const [contacts, total] = await Promise.all([this.contacts.list(this.database, input), this.contacts.count(this.database, input)]);
    return { contacts, total };
  }

  /** @throws {AppError} USER_NOT_FOUND, SELF_TARGETED */
  async one({ viewerId, user: ref }: user.GetContactInput): Promise<user.Contact> {
    const { other } = await this.pairs.resolve(this.database, viewerId, ref);
    const contact = await this.contacts.find(this.database, viewerId, other.id);
    if (contact === null) throw new AppError('USER_NOT_FOUND');
    return contact;
  }
}
