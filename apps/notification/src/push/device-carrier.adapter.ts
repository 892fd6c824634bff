import type { Queryable } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { Carrier, type Letter, type Outcome } from '../carrier/carrier.port.js';
import type { DeviceRepository } from './device.repository.js';

/** What the carriers of all platforms share. */
export interface DeviceDesk {
  readonly database: Queryable;
  readonly devices: DeviceRepository;
  readonly serverKey: string;
}

/** Carries letters addressed to a row of `device`: opens its token, and forgets it once the provider says it is dead. */
export class DeviceCarrier extends Carrier {
  constructor(
    private readonly desk: DeviceDesk,
    private readonly carrier: Carrier,
  ) {
    super();
  }

  async carry(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    const { database, devices, serverKey } = this.desk;
    const device = await devices.find(database, letter.to);
    if (device === null) return { kind: 'refused', answer: 'the device is gone' };
    const outcome = await this.carrier.carry({ ...letter, to: unseal(serverKey, device.sealedToken), ownerId: device.userId }, signal);
    if (outcome.kind === 'gone') await devices.retire(database, device);
    return outcome;
  }
}
