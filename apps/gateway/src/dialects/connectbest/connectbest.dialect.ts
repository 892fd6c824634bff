import type { Dialect } from '../dialect.js';
import {
  presentConversationCreated,
  presentConversationDeleted,
  presentMemberRemoved,
  presentMembersAdded,
} from './channels/membership.presenter.js';
import { presentError } from './connectbest.errors.js';
import { ConnectBestNative, ConnectBestSocketIo } from './connectbest.gateway.js';
import { frameRules, rateRules } from './connectbest.policy.js';
import { messageActPresenters } from './messages/message-acts.presenter.js';
import { presentMessageSent } from './messages/messages.presenter.js';
import { presentNotificationsAdded } from './notifications/notifications.presenter.js';
import { presentPresenceChanged } from './presence/presence.presenter.js';
import { presentTypingChanged } from './typing/typing.presenter.js';
import { nameConversation, syncHintPresenters } from './sync/hints.presenter.js';

/** 000 ConnectBest: /api and /ws. */
export const connectbestDialect: Dialect = {
  name: 'connectbest',
  presentError,
  rateRules,
  frameRules,
  presenters: [
    presentConversationCreated,
    presentMembersAdded,
    presentMemberRemoved,
    presentMessageSent,
    presentConversationDeleted,
    ...messageActPresenters,
    presentTypingChanged,
    ...syncHintPresenters,
  ],
  nameConversation,
  signalPresenters: [presentPresenceChanged, presentNotificationsAdded],
  native: ConnectBestNative,
  socketIo: ConnectBestSocketIo,
};
