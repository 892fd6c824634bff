import { Injectable, Logger } from '@nestjs/common';
import type { SignalContract } from '@parley/contracts';
import { NatsLink } from './nats-link.js';
import { TransportOptions } from './options.js';
import { signalSubject } from './wire.js';

/** Below the servers' max_payload, 1 MB by default. */
const maxBytes = 700 * 1024;

/** Sends what may be lost. Never throws: a signal nobody can carry is a lost signal. */
@Injectable()
export class Signals {
  private readonly logger = new Logger(Signals.name);

  constructor(
    private readonly link: NatsLink,
    private readonly options: TransportOptions,
  ) {}

  publish<P>(contract: SignalContract<P>, payload: P): void {
    this.send(contract, JSON.stringify(payload));
  }

  /** A list in as few messages as it fits in, in order. */
  publishList<E>(contract: SignalContract<readonly E[]>, items: readonly E[]): void {
    const json = JSON.stringify(items);
    if (items.length < 2 || Buffer.byteLength(json) <= maxBytes) return this.send(contract, json);
    const middle = items.length >> 1;
    this.publishList(contract, items.slice(0, middle));
    this.publishList(contract, items.slice(middle));
  }

  private send(contract: SignalContract<never> | SignalContract<unknown>, json: string): void {
    if (!this.link.isUp) return;
    try {
      this.link.connection.publish(signalSubject(this.options.prefix, contract.subject), json);
    } catch (error) {
      this.logger.warn(`${contract.subject} is lost: ${(error as Error).message}`);
    }
  }
}
