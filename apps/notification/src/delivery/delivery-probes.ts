import { Injectable } from '@nestjs/common';
import { Health } from '@parley/runtime';
import { Channels, type ChannelName } from './channels.js';
import { DispatchDeliveries } from './dispatch-deliveries.use-case.js';

/** Shows at the health page which providers take nothing. The service stays ready: letters wait in the ledger meanwhile. */
@Injectable()
export class DeliveryProbes {
  constructor({ byName }: Channels, deliveries: DispatchDeliveries, health: Health) {
    for (const name of Object.keys(byName) as ChannelName[])
      health.register(name, async () => deliveries.requireProvider(name), { isCritical: false });
  }
}
