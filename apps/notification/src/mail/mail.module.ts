import { Module, type DynamicModule } from '@nestjs/common';
import { NotificationConfig } from '../notification.config.js';
import { MailEvents } from './mail.events.js';

@Module({})
export class MailModule {
  static register(config: NotificationConfig): DynamicModule {
    return { module: MailModule, controllers: [MailEvents], providers: [{ provide: NotificationConfig, useValue: config }] };
  }
}
