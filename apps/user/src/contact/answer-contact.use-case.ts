import { Injectable } from '@nestjs/common';
import { AppError, user, type EventContract } from '@parley/contracts';
import { Outbox, Transactions, type Tx } from '@parley/persistence';
import { BlockRepository } from '../block/block.repository.js';
import { ContactRepository, type StoredContact } from './contact.repository.js';
import { PairResolver, type People } from './pair.resolver.js';

/** Changes a relation that is there; null when it is not. */
type Change = (tx: Tx, people: People) => Promise<StoredContact | null>;

/** Accepts, rejects and ends relations. */
@Injectable()
export class AnswerContact {
  constructor(
    private readonly transactions: Transactions,
    private readonly pairs: PairResolver,
    private readonly contacts: ContactRepository,
    private readonly blocks: BlockRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND, CONTACT_NOT_FOUND, BLOCKED */
  accept(input: user.ContactInput): Promise<user.Contact> {
    return this.change(input, user.contactAccepted, async (tx, { me, other }) => {
      if (await this.blocks.standsBetween(tx, me.id, other.id)) throw new AppError('BLOCKED');
      return this.contacts.accept(tx, other.id, me.id);
    });
  }

  /** @throws {AppError} USER_NOT_FOUND, CONTACT_NOT_FOUND */
  reject(input: user.ContactInput): Promise<user.Contact> {
    return this.change(input, user.contactRejected, (tx, { me, other }) => this.contacts.deleteRequest(tx, other.id, me.id));
  }

  /** @throws {AppError} USER_NOT_FOUND, CONTACT_NOT_FOUND */
  remove(input: user.ContactInput): Promise<user.Contact> {
    return this.change(input, user.contactRemoved, (tx, { me, other }) => this.contacts.delete(tx, me.id, other.id));
  }

  private change({ origin, user: ref }: user.ContactInput, event: EventContract<user.ContactChange>, change: Change): Promise<user.Contact> {
    return this.transactions.run(async (tx) => {
      const people = await this.resolve(tx, origin.userId, ref);
      const { me, other } = people;
      const stored = await change(tx, people);
      if (stored === null) throw new AppError('CONTACT_NOT_FOUND');
      const [requester, target] = stored.requestedBy === me.id ? [me, other] : [other, me];
      const { id: contactId, message, state } = stored;
      await this.outbox.add(tx, event, { contactId, requester, target, message, state }, origin);
      const contact = await this.contacts.find(tx, me.id, other.id);
      if (contact === null) throw new AppError('USER_NOT_FOUND');
      return contact;
    });
  }

  /** Nobody is a contact of himself. */
  private async resolve(tx: Tx, myId: user.UserCard['id'], ref: user.UserRef): Promise<People> {
    try {
      return await this.pairs.resolve(tx, myId, ref);
    } catch (error) {
      throw error instanceof AppError && error.code === 'SELF_TARGETED' ? new AppError('CONTACT_NOT_FOUND') : error;
    }
  }
}
