import { Injectable, Logger } from '@nestjs/common';
import type { Dialect } from '@parley/contracts';
import { stackOf } from '@parley/runtime';
import type { Emission } from './present-event.js';
import { RoomSpace } from './room-space.js';

/** Deliveries in one turn of the event loop: some 10 MB of what sockets have not written yet, and some 10 ms. */
const perTurn = 16_384;

/**
 * Emits what may wait a moment, in order, with a bounded number of deliveries per turn of the event loop: in between, sockets
 * write and others have their turn. When two thousand people come online within a second, each hears of each.
 */
@Injectable()
export class EmissionFeed {
  private readonly logger = new Logger(EmissionFeed.name);
  private waiting: { readonly dialect: Dialect; readonly emission: Emission }[] = [];
  private isUnderWay = false;

  constructor(private readonly rooms: RoomSpace) {}

  add(dialect: Dialect, emissions: readonly Emission[]): void {
    for (const emission of emissions) this.waiting.push({ dialect, emission });
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    this.take(this.steps());
  }

  private take(steps: Iterator<number>): void {
    for (let room = perTurn; room > 0;) {
      const step = steps.next();
      if (step.done === true) return;
      room -= step.value;
    }
    setImmediate(() => this.take(steps));
  }

  /** Emits one after the other; each step says how many heard it. */
  private *steps(): Generator<number, void> {
    while (this.waiting.length > 0) {
      const { waiting } = this;
      this.waiting = [];
      for (const { dialect, emission } of waiting) yield this.emit(dialect, emission);
    }
    this.isUnderWay = false;
  }

  private emit(dialect: Dialect, emission: Emission): number {
    try {
      return this.rooms.emit(dialect, emission);
    } catch (error) {
      this.logger.error(stackOf(error));
      return 0;
    }
  }
}
