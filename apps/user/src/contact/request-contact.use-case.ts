import { Injectable } from '@nestjs/common';
import { AppError, newId, readableText, user } from '@parley/contracts';
import { Outbox, Transactions, type Tx } from '@parley/persistence';
import { BlockRepository } from '../block/block.repository.js';
import { ContactRepository } from './contact.repository.js';
import { PairResolver, type People } from './pair.resolver.js';

/** Asks somebody to be a contact; two who ask each other are contacts. The suspended are found by nobody (C81). */
@Injectable()
export class RequestContact {
  constructor(
    private readonly transactions: Transactions,
    private readonly pairs: PairResolver,
    private readonly contacts: ContactRepository,
    private readonly blocks: BlockRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND, SELF_TARGETED, BLOCKED, CONTACT_EXISTS */
  execute(input: user.RequestContactInput): Promise<{ readonly contact: user.Contact; readonly isNew: boolean }> {
    return this.transactions.run(async (tx) => {
      const people = await this.pairs.hold(tx, input.origin.userId, input.user);
      const { me, other } = people;
      if (await this.contacts.isSuspended(tx, other.id)) throw new AppError('USER_NOT_FOUND');
      if (await this.blocks.standsBetween(tx, me.id, other.id)) throw new AppError('BLOCKED');
      const isNew = (await this.request(tx, people, input)) || (await this.accept(tx, people, input));
      if (!isNew && input.mustBeNew) throw new AppError('CONTACT_EXISTS');
      const contact = await this.contacts.find(tx, me.id, other.id);
      if (contact === null) throw new AppError('USER_NOT_FOUND');
      return { contact, isNew };
    });
  }

  private async request(tx: Tx, { me, other }: People, { origin, message }: user.RequestContactInput): Promise<boolean> {
    const made = await this.contacts.insertRequest(tx, newId(), me.id, other.id, message == null ? null : readableText(message));
    if (made === null) return false;
    await this.outbox.add(tx, user.contactRequested, { contactId: made.id, requester: me, target: other, message: made.message }, origin);
    return true;
  }

  private async accept(tx: Tx, { me, other }: People, { origin }: user.RequestContactInput): Promise<boolean> {
    const accepted = await this.contacts.accept(tx, other.id, me.id);
    if (accepted === null) return false;
    await this.outbox.add(tx, user.contactAccepted, { contactId: accepted.id, requester: other, target: me, message: accepted.message }, origin);
    return true;
  }
}
