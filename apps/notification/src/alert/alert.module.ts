import { Module } from '@nestjs/common';
import { Alerts } from './alerts.port.js';
import { NoDevices } from './no-devices.adapter.js';

/** Binds the port; whoever delivers to devices is bound here. */
@Module({ providers: [{ provide: Alerts, useClass: NoDevices }], exports: [Alerts] })
export class AlertModule {}
