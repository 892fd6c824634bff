import { messaging, type ConversationId, type Dialect, type EventContract, type UserId } from '@parley/contracts';
import type { NameConversation } from './conversation-naming.js';
import { presentEvent, type Emission, type EventPresenter } from './present-event.js';
import { roomOf } from './rooms.js';

/** A user's sockets that keep up by seq. */
export const syncUserRoom = (dialect: Dialect, id: UserId): string => roomOf(dialect, 'sync.user', id);

/** The sockets in a room that keep up by seq; of a direct conversation they are its two users'. */
export const syncConversationRoom = (dialect: Dialect, id: ConversationId): string => roomOf(dialect, 'sync.conversation', id);

/** A row of the log, as its event tells it. */
interface Logged {
  readonly conversation: messaging.ConversationCard;
  readonly seq: number;
}

/** How a dialect keeps its followers' seqs without a hole. */
export class SyncHints {
  constructor(
    private readonly dialect: Dialect,
    private readonly nameOf: NameConversation,
  ) {}

  /** `sync_hint {conversation, seq}` at every follower in the conversation, or at those of some members alone. */
  of({ conversation, seq }: Logged, only: readonly UserId[] | null): readonly Emission[] {
    const { id, kind, num, pair } = conversation;
    const viewers = only ?? pair?.map((person) => person.id) ?? null;
    if (viewers === null) return this.hint({ id, kind, num, peerNum: null }, seq, [syncConversationRoom(this.dialect, id)]);
    return viewers.flatMap((viewerId) => {
      const peerNum = pair?.find((person) => person.id !== viewerId)?.num ?? null;
      return this.hint({ id, kind, num, peerNum }, seq, [syncUserRoom(this.dialect, viewerId)]);
    });
  }

  /** Hints of changes that have no event of their own in the dialect. */
  presenters(silent: readonly EventContract<Logged>[]): readonly EventPresenter[] {
    return silent.map((contract) => presentEvent(contract, (change) => this.of(change, null)));
  }

  /** Followers come to hear a room with their users. */
  get entrances(): readonly EventPresenter[] {
    return [
      presentEvent(messaging.conversationCreated, ({ conversation, memberIds }) =>
        conversation.kind === 'direct' ? [] : memberIds.map((userId) => this.move('join', userId, conversation.id)),
      ),
      presentEvent(messaging.membersAdded, ({ conversation, members }) =>
        members.map((member) => this.move('join', member.user.id, conversation.id)),
      ),
    ];
  }

  /** And leave it with them; listed after the hints, which who leaves still hears. */
  get exits(): readonly EventPresenter[] {
    return [
      presentEvent(messaging.memberRemoved, ({ conversation, user }) => [this.move('leave', user.id, conversation.id)]),
      presentEvent(messaging.conversationDeleted, ({ conversation }) => {
        const room = syncConversationRoom(this.dialect, conversation.id);
        return [{ kind: 'leave', from: room, room }];
      }),
    ];
  }

  private move(kind: 'join' | 'leave', userId: UserId, id: ConversationId): Emission {
    return { kind, from: syncUserRoom(this.dialect, userId), room: syncConversationRoom(this.dialect, id) };
  }

  private hint(name: messaging.ConversationName, seq: number, rooms: readonly string[]): readonly Emission[] {
    const conversation = this.nameOf(name);
    return conversation === null ? [] : [{ kind: 'emit', rooms, event: 'sync_hint', data: { conversation, seq } }];
  }
}
