import type { Dialect } from '../dialect.js';
import { conversationPresenters } from './conversations/conversations.presenter.js';
import { messageActPresenters } from './messages/message-acts.presenter.js';
import { messagePresenters } from './messages/messages.presenter.js';
import { presentNotificationsAdded } from './notifications/notifications.presenter.js';
import { presentError } from './v1.errors.js';
import { presentPresenceChanged } from './users/presence.presenter.js';
import { V1Gateway } from './v1.gateway.js';
import { frameRules, rateRules } from './v1.policy.js';
import { nameConversation, syncHintPresenters } from './sync/hints.presenter.js';

/** The microservices specification (004). */
export const v1Dialect: Dialect = {
  name: 'v1',
  presentError: (error, context) => presentError(error, context, new Date()),
  rateRules,
  frameRules,
  presenters: [...conversationPresenters, ...messagePresenters, ...messageActPresenters, ...syncHintPresenters],
  nameConversation,
  signalPresenters: [presentPresenceChanged, presentNotificationsAdded],
  native: V1Gateway,
  socketIo: null,
};
