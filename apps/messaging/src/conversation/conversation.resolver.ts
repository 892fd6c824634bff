import { Injectable } from '@nestjs/common';
import { AppError, type ConversationId, type messaging, type Origin, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { UserResolver } from '../user-mirror/user.resolver.js';
import { otherOf, pairOf, type Pair } from './conversation.policy.js';
import { ConversationRepository } from './conversation.repository.js';
import { KnownConversations } from './known-conversations.registry.js';
import { OpenDirects } from './open-directs.use-case.js';

type Located = ConversationId | Pair | AppError;

/** Turns references into conversation ids, for a whole batch at once; without a query when all are known. */
@Injectable()
export class ConversationResolver {
  constructor(
    private readonly database: Database,
    private readonly users: UserResolver,
    private readonly conversations: ConversationRepository,
    private readonly known: KnownConversations,
    private readonly opener: OpenDirects,
  ) {}

  /**
   * An id is passed on as it is: whoever uses it checks it. Null: a direct conversation nobody has opened.
   * @throws {AppError} CONVERSATION_NOT_FOUND, USER_NOT_FOUND, SELF_TARGETED
   */
  async find(viewerId: UserId, ref: messaging.ConversationRef): Promise<ConversationId | null> {
    const [located] = await this.locate([{ viewerId, ref }]);
    if (located instanceof AppError) throw located;
    if (typeof located === 'string') return located;
    if (located === undefined || (await this.users.exists(otherOf(located, viewerId)))) return null;
    throw new AppError('USER_NOT_FOUND');
  }

  /** One id per reference, in order; null where there is no such conversation, or none yet. */
  async findEach(viewerId: UserId, refs: readonly messaging.ConversationRef[]): Promise<readonly (ConversationId | null)[]> {
    const located = await this.locate(refs.map((ref) => ({ viewerId, ref })));
    return located.map((place) => (typeof place === 'string' ? place : null));
  }

  /** One id or error per reference, in order; direct conversations that are missing are opened. */
  async findOrOpen(
    wanted: readonly { readonly origin: Origin; readonly ref: messaging.ConversationRef }[],
  ): Promise<readonly (ConversationId | AppError)[]> {
    const located = await this.locate(wanted.map(({ origin, ref }) => ({ viewerId: origin.userId, ref })));
    const missing = located.flatMap((place, index) => {
      const origin = wanted[index]?.origin;
      return isPair(place) && origin !== undefined ? [{ ...place, origin }] : [];
    });
    const opened: ReadonlyMap<string, ConversationId | AppError> = missing.length === 0 ? new Map() : await this.opener.execute(missing);
    for (const [key, id] of opened) if (typeof id === 'string') this.known.byPair.set(key, id);
    return located.map((place) => (isPair(place) ? (opened.get(place.key) ?? new AppError('USER_NOT_FOUND')) : place));
  }

  private async locate(wanted: readonly { readonly viewerId: UserId; readonly ref: messaging.ConversationRef }[]): Promise<readonly Located[]> {
    const others = await this.users.resolve(wanted.flatMap(({ ref }) => (ref.directWith === undefined ? [] : [ref.directWith])));
    let next = 0;
    const named = wanted.map(({ viewerId, ref }): Located | number => {
      if (ref.directWith !== undefined) return pairOrError(viewerId, others[next++] ?? null);
      return ref.id ?? ref.num ?? new AppError('INPUT_INVALID', { conversation: 'needs id, num or directWith' });
    });
    await Promise.all([this.learnPairs(named.filter(isPair)), this.learnNums(named.filter((place) => typeof place === 'number'))]);
    return named.map((place) => {
      if (typeof place === 'number') return this.known.byNum.get(place) ?? new AppError('CONVERSATION_NOT_FOUND');
      return isPair(place) ? (this.known.byPair.get(place.key) ?? place) : place;
    });
  }

  private async learnPairs(pairs: readonly Pair[]): Promise<void> {
    const keys = pairs.flatMap(({ key }) => (this.known.byPair.get(key) === undefined ? [key] : []));
    if (keys.length === 0) return;
    for (const [key, id] of await this.conversations.findByKeys(this.database, keys)) this.known.byPair.set(key, id);
  }

  private async learnNums(nums: readonly number[]): Promise<void> {
    const unknown = nums.filter((num) => this.known.byNum.get(num) === undefined);
    if (unknown.length === 0) return;
    for (const [num, id] of await this.conversations.findByNums(this.database, unknown)) this.known.byNum.set(num, id);
  }
}

const isPair = (place: Located | number): place is Pair => typeof place === 'object' && !(place instanceof AppError);

const pairOrError = (viewerId: UserId, otherId: UserId | null): Pair | AppError => {
  if (otherId === null) return new AppError('USER_NOT_FOUND');
  return viewerId === otherId ? new AppError('SELF_TARGETED') : pairOf(viewerId, otherId);
};
