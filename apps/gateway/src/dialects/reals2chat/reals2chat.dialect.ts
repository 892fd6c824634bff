import type { Dialect } from '../dialect.js';
import { presentMessageSent } from './messages/messages.presenter.js';
import { statusPresenters } from './messages/status.presenter.js';
import { presentError } from './reals2chat.errors.js';
import { presentPresenceChanged } from './friends/friends.presenter.js';
import { Reals2ChatGateway } from './reals2chat.gateway.js';
import { frameRules, rateRules } from './reals2chat.policy.js';
import { nameConversation, syncHintPresenters } from './sync/hints.presenter.js';

/** Reals2Chat (specification 002): two-person chats by ObjectId, REST under /api and Socket.IO. */
export const reals2chatDialect: Dialect = {
  name: 'reals2chat',
  presentError,
  rateRules,
  frameRules,
  presenters: [presentMessageSent, ...statusPresenters, ...syncHintPresenters],
  nameConversation,
  signalPresenters: [presentPresenceChanged],
  native: null,
  socketIo: Reals2ChatGateway,
};
