import { AppError, messaging, parseId, type ConversationId, type PayloadOf } from '@parley/contracts';
import type { Horizon, Range } from './change-log.repository.js';

/** Behind by more than this a client fetches afresh. */
const maxBehind = 5_000;

/** What one page answers: which ranges, where the cursors then stand, and which conversations start afresh. */
export interface SyncPlan {
  readonly ranges: readonly Range[];
  /** Null when nothing is left for another page. */
  readonly next: Readonly<Record<ConversationId, number>> | null;
  readonly reset: readonly ConversationId[];
}

/** An answer with so many characters ends there, so that a slow client gets on: a page of the largest would be 32 MB. */
const maxAnswerChars = 250_000;

/** What makes a change large. Of the rest a page of 500 is small. */
interface Weighty {
  readonly message?: messaging.Message | null;
  readonly bySender?: PayloadOf<typeof messaging.messagesRead>['bySender'];
  readonly members?: readonly messaging.Member[];
}

/** Characters of JSON, about. */
const [reactionChars, attachmentChars, readIdChars, memberChars] = [150, 300, 40, 150];

const charsOfMessage = ({ body, reactions, attachments, metadata }: messaging.Message): number =>
  (body.kind === 'plain' ? body.text.length : body.data.length) +
  reactionChars * reactions.length +
  attachmentChars * attachments.length +
  JSON.stringify(metadata).length;

const charsOf = ({ payload }: messaging.Change): number => {
  const { message, bySender = [], members = [] } = (payload ?? {}) as Weighty;
  const readIds = bySender.reduce((sum, { messageIds }) => sum + messageIds.length, 0);
  const charsOfMembers = members.reduce((sum, { user }) => sum + memberChars + (user.avatarUrl?.length ?? 0), 0);
  return (message ? charsOfMessage(message) : 0) + readIdChars * readIds + charsOfMembers;
};

/** How many of these changes fit into an answer that holds `before` already; at least one when that is none. */
export const fittingChanges = (before: readonly messaging.Change[], more: readonly messaging.Change[]): number => {
  let chars = before.reduce((sum, change) => sum + charsOf(change), 0);
  const end = more.findIndex((change) => {
    const isFull = chars >= maxAnswerChars;
    chars += charsOf(change);
    return isFull;
  });
  return end === -1 ? more.length : end;
};

/** Where to go on after an answer that ended early. */
export const cursorsAfter = (
  cursors: ReadonlyMap<ConversationId, number>,
  { reset }: Pick<SyncPlan, 'reset'>,
  changes: readonly messaging.Change[],
): Readonly<Record<ConversationId, number>> => ({
  ...Object.fromEntries([...cursors].filter(([id]) => !reset.includes(id))),
  ...Object.fromEntries(changes.map(({ conversationId, seq }) => [conversationId, seq])),
});

/** @throws {AppError} INPUT_INVALID when a cursor is not a place in a log */
export const readCursors = (given: Readonly<Record<string, unknown>>): ReadonlyMap<ConversationId, number> => {
  const cursors = new Map<ConversationId, number>();
  for (const [text, seq] of Object.entries(given).slice(0, messaging.maxCursors)) {
    const id = parseId<'conversation'>(text);
    if (!Number.isSafeInteger(seq) || (seq as number) < 0) throw new AppError('INPUT_INVALID', { [`cursors.${text}`]: 'must be a seq' });
    if (id !== null) cursors.set(id, seq as number);
  }
  return cursors;
};

/** Shares `limit` changes out over the conversations in the order of the cursors; the log is gap-free, so counting needs no look at it. */
export const planSync = (cursors: ReadonlyMap<ConversationId, number>, horizons: readonly Horizon[], limit: number): SyncPlan => {
  const horizonOf = new Map(horizons.map((horizon) => [horizon.id, horizon]));
  const ranges: Range[] = [];
  const reset: ConversationId[] = [];
  const next: Record<ConversationId, number> = {};
  let room = limit;
  let isMoreWaiting = false;
  for (const [conversationId, after] of cursors) {
    const horizon = horizonOf.get(conversationId);
    if (horizon === undefined) continue;
    const behind = horizon.seq - after;
    if (behind > maxBehind || (behind < 0 && horizon.leftAt === null)) {
      reset.push(conversationId);
      continue;
    }
    const taken = Math.min(Math.max(behind, 0), room);
    if (taken > 0) ranges.push({ conversationId, after, upTo: after + taken });
    if (taken < behind) isMoreWaiting = true;
    room -= taken;
    next[conversationId] = after + taken;
  }
  return { ranges, next: isMoreWaiting ? next : null, reset };
};
