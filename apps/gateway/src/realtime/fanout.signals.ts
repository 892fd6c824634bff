import { Controller } from '@nestjs/common';
import { liveEvents, type EventEnvelope } from '@parley/contracts';
import { OnSignal } from '@parley/transport';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { RoomSpace } from './room-space.js';

/** Takes what services have just committed, lets every dialect present it once, and emits it to rooms. */
@Controller()
export class FanoutSignals {
  constructor(
    private readonly registry: DialectRegistry,
    private readonly rooms: RoomSpace,
  ) {}

  @OnSignal(liveEvents)
  committed(events: readonly EventEnvelope<unknown>[]): void {
    for (const event of events) {
      for (const { dialect, presenter } of this.registry.presentersOf(event.subject)) {
        for (const emission of presenter.present(event)) this.rooms.emit(dialect, emission);
      }
    }
  }
}
