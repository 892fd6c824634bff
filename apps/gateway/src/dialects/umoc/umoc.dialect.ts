import type { Dialect } from '../dialect.js';
import { contactPresenters } from './contacts/contacts.presenter.js';
import { presentConversationCreated, presentConversationDeleted, presentMemberRemoved, presentMembersAdded } from './chats/members.presenter.js';
import { messageActPresenters } from './messages/message-acts.presenter.js';
import { presentMessageSent } from './messages/messages.presenter.js';
import { presentError } from './umoc.errors.js';
import { presentPresenceChanged } from './presence.presenter.js';
import { UmocGateway } from './umoc.gateway.js';
import { frameRules, rateRules } from './umoc.policy.js';
import { nameConversation, syncHintPresenters } from './sync/hints.presenter.js';

/** UMOC (specification 003): Socket.IO with integer ids and session pairs. */
export const umocDialect: Dialect = {
  name: 'umoc',
  presentError,
  rateRules,
  frameRules,
  presenters: [
    presentConversationCreated,
    presentMembersAdded,
    presentMemberRemoved,
    presentMessageSent,
    ...messageActPresenters,
    ...contactPresenters,
    presentConversationDeleted,
    ...syncHintPresenters,
  ],
  nameConversation,
  signalPresenters: [presentPresenceChanged],
  native: null,
  socketIo: UmocGateway,
};
