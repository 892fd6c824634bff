import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { batchesOf, messaging, newId, parseId, type ConversationId, type PayloadOf, type UserId } from '@parley/contracts';
import { NatsLink, RpcClient } from '@parley/transport';
import { setTimeout as delay } from 'node:timers/promises';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { Connections } from './connections.js';
import { RoomSpace, type Place } from './room-space.js';

/** Who left what. */
export type Departure = Pick<PayloadOf<typeof messaging.memberRemoved>, 'user' | 'conversation'>;

/** Of every dialect, whatever group stands in front (`messages.conversation`). */
const conversationRoom = /^[^/]+\/(?:[\w-]+\.)?conversation\/([^/]+)$/;
const idsPerCall = 1_000;
const usersAtOnce = 100;
const pauseMs = 1_000;
/** When who left a room is looked for again: soon, then once whatever was asked before he left is answered. */
const lookAgainMs = [100, 1_000, 15_000];

/**
 * A gateway whose link to NATS was cut has not heard who was taken out of a room meanwhile, and would go on telling them
 * what is said there; nor who came into one, and would never tell them. Once the link is back it asks for the memberships
 * of everybody here.
 *
 * A socket on its way in learns its rooms before it enters them. Whose membership ends in between would enter behind his
 * own leaving, and hear the room as long as the socket lives: so he is looked for again.
 */
@Injectable()
export class MembershipAudit implements OnApplicationBootstrap {
  private readonly logger = new Logger(MembershipAudit.name);

  constructor(
    private readonly rooms: RoomSpace,
    private readonly connections: Connections,
    private readonly registry: DialectRegistry,
    private readonly rpc: RpcClient,
    private readonly link: NatsLink,
  ) {}

  onApplicationBootstrap(): void {
    this.link.onReconnect(() => void this.execute());
  }

  /** Somebody is no member any more. */
  departed({ user, conversation }: Departure): void {
    for (const ms of lookAgainMs) setTimeout(() => void this.lookFor(user.id, conversation.id), ms).unref();
  }

  private async lookFor(userId: UserId, id: ConversationId): Promise<void> {
    const places = () => [...this.rooms.placesOf(userId, id)];
    while (places().length > 0 && !(await this.audit(userId, new Map([[id, places()]])))) await delay(pauseMs, undefined, { ref: false });
  }

  /** Ends once every user was looked at; messaging may be away as well for a while. */
  async execute(): Promise<void> {
    for (const [userId, places] of this.placesOfUsers()) {
      while (!(await this.audit(userId, places))) await delay(pauseMs, undefined, { ref: false });
    }
    for (const some of batchesOf([...new Set(this.connections.users().values())], usersAtOnce)) {
      await Promise.all(some.map((userId) => this.bring(userId)));
    }
  }

  /** Into his rooms, on all his sockets. Who leaves one in this moment is looked for again, as above. */
  private async bring(userId: UserId): Promise<void> {
    for (;;) {
      const ids = await this.rpc.call(messaging.listRoomIds, { userId }).catch((error: unknown) => this.warn(error));
      if (ids !== undefined) return ids.forEach((id) => this.open(userId, id));
      await delay(pauseMs, undefined, { ref: false });
    }
  }

  /** As if the room had been made with him. */
  private open(userId: UserId, id: ConversationId): void {
    const payload = { conversation: { id, kind: 'room' }, memberIds: [userId] };
    const envelope = { id: newId(), subject: messaging.conversationCreated.subject, occurredAt: new Date().toISOString(), origin: null, payload };
    for (const { dialect, presenter } of this.registry.presentersOf(envelope.subject)) {
      for (const emission of presenter.present(envelope)) if (emission.kind === 'join') this.rooms.emit(dialect, emission);
    }
  }

  private warn(error: unknown): void {
    this.logger.warn(`cannot look at memberships yet: ${(error as Error).message}`);
  }

  private placesOfUsers(): ReadonlyMap<UserId, ReadonlyMap<ConversationId, readonly Place[]>> {
    const users = this.connections.users();
    const found = new Map<UserId, Map<ConversationId, Place[]>>();
    for (const place of this.rooms.places()) {
      const userId = users.get(place.memberId);
      const id = parseId<'conversation'>(conversationRoom.exec(place.room)?.[1]);
      if (userId === undefined || id === null) continue;
      const places = found.get(userId) ?? new Map<ConversationId, Place[]>();
      places.set(id, [...(places.get(id) ?? []), place]);
      found.set(userId, places);
    }
    return found;
  }

  private async audit(userId: UserId, places: ReadonlyMap<ConversationId, readonly Place[]>): Promise<boolean> {
    try {
      for (const conversationIds of batchesOf([...places.keys()], idsPerCall)) {
        const own = new Set(await this.rpc.call(messaging.listMemberships, { userId, conversationIds }));
        for (const id of conversationIds) if (!own.has(id)) this.remove(places.get(id) ?? []);
      }
      return true;
    } catch (error) {
      this.warn(error);
      return false;
    }
  }

  private remove(places: readonly Place[]): void {
    for (const { dialect, memberId, room } of places) this.rooms.leave(dialect, memberId, [room]);
  }
}
