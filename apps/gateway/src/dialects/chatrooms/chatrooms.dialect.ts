import type { Dialect } from '../dialect.js';
import { presentError } from './chatrooms.errors.js';
import { ChatroomsGateway } from './chatrooms.gateway.js';
import { frameRules, rateRules } from './chatrooms.policy.js';
import { keyRotationPresenters } from './keys/keys.presenter.js';
import { messageActPresenters } from './messages/message-acts.presenter.js';
import { presentMessageSent } from './messages/messages.presenter.js';
import { presentPresenceChanged } from './presence/presence.presenter.js';
import { presentConversationCreated, presentConversationDeleted, presentMemberRemoved, presentMembersAdded } from './rooms/members.presenter.js';
import { nameConversation, syncHintPresenters } from './sync/hints.presenter.js';

/** "Real-Time Chat Application API": unprefixed REST and the plain WebSocket on /ws. */
export const chatroomsDialect: Dialect = {
  name: 'chatrooms',
  presentError,
  rateRules,
  frameRules,
  presenters: [
    presentConversationCreated,
    presentMessageSent,
    presentMembersAdded,
    presentMemberRemoved,
    presentConversationDeleted,
    ...messageActPresenters,
    ...keyRotationPresenters,
    ...syncHintPresenters,
  ],
  nameConversation,
  signalPresenters: [presentPresenceChanged],
  native: ChatroomsGateway,
  socketIo: null,
};
