import { Controller } from '@nestjs/common';
import { user } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { AnswerContact } from './answer-contact.use-case.js';
import { ListContacts } from './list-contacts.query.js';
import { RequestContact } from './request-contact.use-case.js';

@Controller()
export class ContactRpc {
  constructor(
    private readonly requestContact: RequestContact,
    private readonly answerContact: AnswerContact,
    private readonly listContacts: ListContacts,
  ) {}

  @HandleRpc(user.requestContact)
  request(input: user.RequestContactInput): Promise<{ readonly contact: user.Contact; readonly isNew: boolean }> {
    return this.requestContact.execute(input);
  }

  @HandleRpc(user.acceptContact)
  accept(input: user.ContactInput): Promise<user.Contact> {
    return this.answerContact.accept(input);
  }

  @HandleRpc(user.rejectContact)
  reject(input: user.ContactInput): Promise<user.Contact> {
    return this.answerContact.reject(input);
  }

  @HandleRpc(user.removeContact)
  remove(input: user.ContactInput): Promise<user.Contact> {
    return this.answerContact.remove(input);
  }

  @HandleRpc(user.getContact)
  get(input: user.GetContactInput): Promise<user.Contact> {
    return this.listContacts.one(input);
  }

  @HandleRpc(user.listContacts)
  list(input: user.ListContactsInput): Promise<{ readonly contacts: readonly user.Contact[]; readonly total: number }> {
    return this.listContacts.execute(input);
  }
}
