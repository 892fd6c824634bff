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
import { presentMessageSent } from './messages/messages.presenter.js';

/** 000 ConnectBest: /api and /ws. */
export const connectbestDialect: Dialect = {
  name: 'connectbest',
  presentError,
  rateRules,
  frameRules,
  presenters: [presentConversationCreated, presentMembersAdded, presentMemberRemoved, presentMessageSent, presentConversationDeleted],
  native: ConnectBestNative,
  socketIo: ConnectBestSocketIo,
};
