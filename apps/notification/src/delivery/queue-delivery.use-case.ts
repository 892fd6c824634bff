import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Channels, templateOf, type ChannelName } from './channels.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DispatchDeliveries } from './dispatch-deliveries.use-case.js';
import { LetterWriter, type Order } from './letter-writer.js';

/** Puts what an event asks for into the ledger, once, and has it tried at once; the event never waits for a provider. */
@Injectable()
export class QueueDelivery {
  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
    private readonly ledger: DeliveryRepository,
    private readonly writer: LetterWriter,
    private readonly dispatch: DispatchDeliveries,
  ) {}

  /** Throws for an order that could never be written out: its event is parked, with all it holds. */
  async execute(name: ChannelName, { id, occurredAt, payload }: EventEnvelope<Order>): Promise<void> {
    const channel = this.channels.byName[name];
    this.writer.write(channel, payload);
    const { lifetimeSeconds } = templateOf(channel, payload.template);
    const expiresAt = new Date(Date.parse(occurredAt) + lifetimeSeconds * 1_000);
    const { to, template, sealed } = payload;
    await this.ledger.add(this.database, { id, channel: name, to, template, sealed, expiresAt });
    this.dispatch.wake(name);
  }
}
