import { Alerts } from './alerts.port.js';

/** Nobody has a device to be told on: the bell and its sockets are all there is. */
export class NoDevices extends Alerts {
  async add(): Promise<void> {}

  async withdraw(): Promise<void> {}

  wake(): void {}
}
