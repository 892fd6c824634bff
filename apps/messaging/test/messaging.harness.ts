import type { INestMicroservice, Type } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { newId, type ConversationId, messaging, type Origin, type Rpc, type user } from '@parley/contracts';
import { Health, loadConfig, startService } from '@parley/runtime';
import { makeTestDatabase, TestBus, type TestDatabase } from '@parley/testing';
import { NatsLink, RpcClient } from '@parley/transport';
import { MessagingConfig } from '../src/messaging.config.js';
import { messagingService } from '../src/messaging.module.js';

/** A mirrored user and the session he acts through. */
export interface Person extends user.UserCard {
  readonly origin: Origin;
}

let nextNum = 1;

/** The messaging service, one or several of it on one database and bus. */
export class MessagingHarness {
  private constructor(
    readonly bus: TestBus,
    readonly database: TestDatabase,
    readonly replicas: readonly INestMicroservice[],
    private readonly link: NatsLink,
  ) {}

  static start(replicas: number): Promise<MessagingHarness> {
    return MessagingHarness.startWith(replicas, {});
  }

  /** `settings` stand in its environment, beside those every test needs. */
  static async startWith(replicas: number, settings: Readonly<Record<string, string>>): Promise<MessagingHarness> {
    const [bus, database] = await Promise.all([TestBus.open(), makeTestDatabase('messaging')]);
    const { natsUrl, prefix } = bus.options;
    const config = loadConfig(MessagingConfig, {
      DATABASE_URL: database.url,
      NATS_URL: natsUrl,
      NATS_PREFIX: prefix,
      LOG_LEVEL: 'fatal',
      ...settings,
    });
    const apps = await Promise.all(Array.from({ length: replicas }, () => startService(messagingService(config))));
    const link = new NatsLink(bus.options, new Health());
    await link.open();
    return new MessagingHarness(bus, database, apps, link);
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((app) => app.close()));
    await this.bus.close();
    await this.link.onApplicationShutdown();
    await this.database.close();
  }

  call<I, O>(contract: Rpc<I, O>, input: NoInfer<I>): Promise<O> {
    return this.bus.call(contract, input);
  }

  /** Calls made by as many clients, so that none travels with another. */
  callApart<I, O>(contract: Rpc<I, O>, inputs: readonly I[]): Promise<readonly O[]> {
    return Promise.all(inputs.map((input) => new RpcClient(this.link, this.bus.options).call(contract, input)));
  }

  part<T>(type: Type<T>): T {
    const [app] = this.replicas;
    if (app === undefined) throw new Error('no replica');
    return app.get(type, { strict: false });
  }

  /** From now on nothing runs by the clock, so that the statements a test counts are its own. */
  stopClocks(): void {
    for (const app of this.replicas) {
      const clocks = app.get(SchedulerRegistry, { strict: false });
      for (const name of clocks.getIntervals()) clocks.deleteInterval(name);
    }
  }

  /** A new user, as the user service mirrors him. */
  async person(name: string): Promise<Person> {
    const num = nextNum++;
    const card: user.UserCard = { id: newId(), num, username: `${name}_${num}`, displayName: `${name} ${num}`, avatarUrl: null };
    await this.call(messaging.mirrorUser, { ...card, updatedAt: new Date().toISOString() });
    return { ...card, origin: { userId: card.id, sessionId: newId(), dialect: 'v1' } };
  }

  people<T extends readonly string[]>(...names: T): Promise<{ [K in keyof T]: Person }> {
    return Promise.all(names.map((name) => this.person(name))) as Promise<{ [K in keyof T]: Person }>;
  }

  async room(owner: Person, members: readonly Person[], changes: Partial<messaging.CreateRoomInput>): Promise<messaging.ConversationEntry> {
    return this.call(messaging.createRoom, roomInput(owner, members, changes));
  }

  async direct(one: Person, other: Person): Promise<ConversationId> {
    return (await this.call(messaging.openDirect, { origin: one.origin, other: { id: other.id } })).conversation.id;
  }

  /** Sends plain text and answers the message. */
  async say(sender: Person, id: ConversationId, text: string): Promise<messaging.Message> {
    return (await this.call(messaging.sendMessage, textInput(sender, { id }, text))).message;
  }
}

export const cardOf = ({ id, num, username, displayName, avatarUrl }: Person): user.UserCard => ({ id, num, username, displayName, avatarUrl });

export const roomInput = (owner: Person, members: readonly Person[], changes: Partial<messaging.CreateRoomInput>): messaging.CreateRoomInput => ({
  origin: owner.origin,
  title: 'Project Team',
  slug: null,
  description: null,
  visibility: 'private',
  avatarUrl: null,
  maxMembers: null,
  isAutoSummaryEnabled: false,
  summaryThreshold: 50,
  memberIds: members.map(({ id }) => id),
  ...changes,
});

export const textInput = (sender: Person, conversation: messaging.ConversationRef, text: string): messaging.SendMessageInput => ({
  origin: sender.origin,
  conversation,
  type: 'text',
  body: { kind: 'plain', text },
  attachments: [],
  replyToId: null,
  isThreadReply: false,
  metadata: {},
  clientKey: null,
});

export const historyInput = (
  viewer: Person,
  conversation: messaging.ConversationRef,
  changes: Partial<messaging.ListMessagesInput>,
): messaging.ListMessagesInput => ({
  viewerId: viewer.id,
  conversation,
  limit: 50,
  beforeId: null,
  afterId: null,
  beforeTime: null,
  afterTime: null,
  offset: 0,
  withDeleted: false,
  withThreadReplies: true,
  withTotal: false,
  ...changes,
});
