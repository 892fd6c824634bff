import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { PushModule } from '../push/push.module.js';
import { Alerts } from './alerts.port.js';
import { DeviceAlerts } from './device-alerts.adapter.js';

/** Binds the port: alerts go to the devices of their users. */
@Module({ imports: [DeliveryModule, PushModule], providers: [{ provide: Alerts, useClass: DeviceAlerts }], exports: [Alerts] })
export class AlertModule {}
