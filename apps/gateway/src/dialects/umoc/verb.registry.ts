import { Injectable } from '@nestjs/common';
import { ChatsGateway } from './chats/chats.gateway.js';
import { ContactsGateway } from './contacts/contacts.gateway.js';
import { MessageActsGateway } from './messages/message-acts.gateway.js';
import { MessagesGateway } from './messages/messages.gateway.js';
import { SessionsGateway } from './sessions/sessions.gateway.js';
import type { Verbs } from './verb.js';

/** Every event a client may send, whichever feature answers it. */
@Injectable()
export class VerbRegistry {
  private readonly verbs: ReadonlyMap<string, Verbs[string]>;

  constructor(sessions: SessionsGateway, chats: ChatsGateway, messages: MessagesGateway, acts: MessageActsGateway, contacts: ContactsGateway) {
    this.verbs = new Map([sessions, chats, messages, acts, contacts].flatMap(({ verbs }) => Object.entries(verbs)));
  }

  find(event: string): Verbs[string] | undefined {
    return this.verbs.get(event);
  }
}
