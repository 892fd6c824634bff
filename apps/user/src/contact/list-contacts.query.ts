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
    const contacts = await this.contacts.list(this.database, input);
    // Who sees the end of the list sees how many they are.
    const isEnd = contacts.length < input.limit && (contacts.length > 0 || input.offset === 0);
    return { contacts, total: isEnd ? input.offset + contacts.length : await this.contacts.count(this.database, input) };
  }

  /** @throws {AppError} USER_NOT_FOUND, SELF_TARGETED */
  async one({ viewerId, user: ref }: user.GetContactInput): Promise<user.Contact> {
    const { other } = await this.pairs.resolve(this.database, viewerId, ref);
    const contact = await this.contacts.find(this.database, viewerId, other.id);
    if (contact === null) throw new AppError('USER_NOT_FOUND');
    return contact;
  }
}
