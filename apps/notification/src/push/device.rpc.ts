import { Controller } from '@nestjs/common';
import { notification } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { NotificationConfig } from '../notification.config.js';
import { RegisterDevice } from './register-device.use-case.js';

@Controller()
export class DeviceRpc {
  constructor(
    private readonly registerDevice: RegisterDevice,
    private readonly config: NotificationConfig,
  ) {}

  @HandleRpc(notification.registerDevice)
  register(input: notification.RegisterDeviceInput): Promise<null> {
    return this.registerDevice.execute(input);
  }

  @HandleRpc(notification.describePush)
  async describe(_: notification.DescribePushInput): Promise<{ readonly webPublicKey: string | null }> {
    return { webPublicKey: this.config.VAPID_PUBLIC_KEY ?? null };
  }
}
