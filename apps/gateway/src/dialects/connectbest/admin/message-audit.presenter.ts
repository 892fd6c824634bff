import type { messaging } from '@parley/contracts';
import { encodeBody } from '../connectbest-body.codec.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentMessage } from '../messages/messages.presenter.js';

/** A message of 4.1 with the text and files it had, what it said before each edit, oldest first, and who deleted it when. */
export const presentAudited = ({ message, revisions, deletedBy }: messaging.AuditedMessage) => ({
  message: presentMessage({ ...message, deletedAt: null }),
  revisions: revisions.map(({ body, writtenAt }) => ({ content: encodeBody(body), writtenAt: presentTime(writtenAt) })),
  deletedAt: message.deletedAt === null ? null : presentTime(message.deletedAt),
  deletedBy: deletedBy === null ? null : connectbestIds.user.encode(deletedBy),
});
