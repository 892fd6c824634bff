import { Controller, Logger } from '@nestjs/common';
import { dialects, liveEvents, messaging, notification, user, type Dialect, type EventEnvelope, type SignalContract } from '@parley/contracts';
import { stackOf } from '@parley/runtime';
import { OnSignal } from '@parley/transport';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { PresenceReporter } from '../session/presence-reporter.js';
import { CommitOrder } from './commit-order.js';
import { EmissionFeed } from './emission-feed.js';
import { hiddenChangeOf, hintsInstead, sparing, type HiddenChange } from './hidden-change.js';
import { MembershipAudit, type Departure } from './membership-audit.js';
import { RoomSpace } from './room-space.js';
import { TypingEnds } from './typing-ends.js';

const isDeparture = (event: EventEnvelope<unknown>): event is EventEnvelope<Departure> => event.subject === messaging.memberRemoved.subject;

/**
 * Hears, on every replica, what services have just committed, and emits it to the rooms of the sockets held here. A dialect
 * that nobody here speaks presents nothing.
 */
@Controller()
export class FanoutSignals {
  private readonly logger = new Logger(FanoutSignals.name);
  private readonly order = new CommitOrder((event) => this.emit(event));
  private readonly typing = new TypingEnds((event) => this.emit(event));

  constructor(
    private readonly registry: DialectRegistry,
    private readonly rooms: RoomSpace,
    private readonly feed: EmissionFeed,
    private readonly reporter: PresenceReporter,
    private readonly memberships: MembershipAudit,
  ) {}

  @OnSignal(liveEvents)
  committed(events: readonly EventEnvelope<unknown>[]): void {
    for (const event of events) this.order.take(event);
  }

  @OnSignal(user.presenceChanged)
  presence(changes: readonly user.PresenceChange[]): void {
    for (const { user: gone, to } of changes) if (to === 'offline') this.reporter.unheard(gone.id);
    this.signalled(user.presenceChanged, changes);
  }

  @OnSignal(notification.notificationsAdded)
  notified(added: readonly notification.Notification[]): void {
    this.signalled(notification.notificationsAdded, added);
  }

  private emit(event: EventEnvelope<unknown>): void {
    this.typing.take(event);
    const hidden = hiddenChangeOf(event);
    for (const { dialect, presenter } of this.registry.presentersOf(event.subject)) {
      this.show(dialect, `${event.subject} ${event.id}`, () => {
        for (const emission of presenter.present(event)) this.rooms.emit(dialect, hidden === null ? emission : sparing(dialect, emission, hidden));
      });
    }
    if (hidden !== null) this.hint(hidden);
    if (isDeparture(event)) this.memberships.departed(event.payload);
  }

  private hint(hidden: HiddenChange): void {
    for (const dialect of dialects) {
      this.show(dialect, 'sync_hint', () => {
        for (const emission of hintsInstead(dialect, this.registry.namingOf(dialect), hidden)) this.rooms.emit(dialect, emission);
      });
    }
  }

  private signalled<P>({ subject }: SignalContract<P>, payload: P): void {
    for (const { dialect, presenter } of this.registry.signalPresentersOf(subject)) {
      this.show(dialect, subject, () => this.feed.add(dialect, presenter.present(payload)));
    }
  }

  /** A presenter that fails takes no other dialect and no later event with it. */
  private show(dialect: Dialect, what: string, emit: () => void): void {
    if (this.rooms.isEmpty(dialect)) return;
    try {
      emit();
    } catch (error) {
      this.logger.error(`${dialect} cannot present ${what}: ${stackOf(error)}`);
    }
  }
}
