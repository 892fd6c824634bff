import { Controller, Logger } from '@nestjs/common';
import { liveEvents, user, type Dialect, type EventEnvelope, type SignalContract } from '@parley/contracts';
import { OnSignal } from '@parley/transport';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import type { EventPresenter } from './present-event.js';
import { RoomSpace } from './room-space.js';

/** Takes what services have just committed, lets every dialect present it once, and emits it to rooms. */
@Controller()
export class FanoutSignals {
  private readonly logger = new Logger(FanoutSignals.name);

  constructor(
    private readonly registry: DialectRegistry,
    private readonly rooms: RoomSpace,
  ) {}

  @OnSignal(liveEvents)
  committed(events: readonly EventEnvelope<unknown>[]): void {
    for (const event of events) {
      for (const { dialect, presenter } of this.registry.presentersOf(event.subject)) {
        this.present(dialect, presenter, event);
      }
    }
  }

  @OnSignal(user.presenceChanged)
  presence(changes: readonly user.PresenceChange[]): void {
    this.show(user.presenceChanged, changes);
  }

  private show<P>({ subject }: SignalContract<P>, payload: P): void {
    for (const { dialect, presenter } of this.registry.signalPresentersOf(subject)) {
      try {
        for (const emission of presenter.present(payload)) this.rooms.emit(dialect, emission);
      } catch (error) {
        this.logger.error(`${dialect} cannot present ${subject}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  }

  /** A presenter that fails takes no other dialect and no later event with it. */
  private present(dialect: Dialect, presenter: EventPresenter, event: EventEnvelope<unknown>): void {
    try {
      for (const emission of presenter.present(event)) this.rooms.emit(dialect, emission);
    } catch (error) {
      this.logger.error(
        `${dialect} cannot present ${event.subject} ${event.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
}
