import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { Channels, templateOf, type ChannelName } from './channels.js';
import { DeliveryRepository } from './delivery.repository.js';
import { DispatchDeliveries } from './dispatch-deliveries.use-case.js';
import { LetterWriter, type Order } from './letter-writer.js';

/** Puts what an event asks for into the ledger, once, and has it tried at once; the event never waits for a provider. */
@Injectable()
export class QueueDelivery {
  constructor(
    private readonly transactions: Transactions,
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
    const { userId, to, template, sealed } = payload;
    const delivery = { id, channel: name, to, template, sealed, expiresAt };
    await this.transactions.run((tx) => (userId === undefined ? this.ledger.add(tx, delivery) : this.ledger.addFor(tx, userId, delivery)));
    this.dispatch.wake(name);
  }
}
