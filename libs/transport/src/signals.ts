import { Injectable } from '@nestjs/common';
import type { SignalContract } from '@parley/contracts';
import { NatsLink } from './nats-link.js';
import { TransportOptions } from './options.js';
import { signalSubject } from './wire.js';

/** Sends what may be lost. Never throws: a signal nobody can carry is a lost signal. */
@Injectable()
export class Signals {
  constructor(
    private readonly link: NatsLink,
    private readonly options: TransportOptions,
  ) {}

  publish<P>(contract: SignalContract<P>, payload: P): void {
    if (!this.link.isUp) return;
    this.link.connection.publish(signalSubject(this.options.prefix, contract.subject), JSON.stringify(payload));
  }
}
