import type { Dialect } from '../dialect.js';
import { presentConversationCreated, presentConversationDeleted, presentMemberRemoved, presentMembersAdded } from './chats/members.presenter.js';
import { presentMessageSent } from './messages/messages.presenter.js';
import { presentError } from './umoc.errors.js';
import { UmocGateway } from './umoc.gateway.js';

/** UMOC (specification 003): Socket.IO with integer ids and session pairs. */
export const umocDialect: Dialect = {
  name: 'umoc',
  presentError,
  presenters: [presentConversationCreated, presentMembersAdded, presentMemberRemoved, presentConversationDeleted, presentMessageSent],
  native: null,
  socketIo: UmocGateway,
};
