import { Module } from '@nestjs/common';
import { AlertModule } from '../alert/alert.module.js';
import { RecipientModule } from '../recipient/recipient.module.js';
import { BellRpc } from './bell.rpc.js';
import { FateEvents } from './fate.events.js';
import { FateRepository } from './fate.repository.js';
import { ForgetPerson } from './forget-person.use-case.js';
import { ForgettingEvents } from './forgetting.events.js';
import { ListNotifications } from './list-notifications.query.js';
import { NoticeEvents } from './notice.events.js';
import { NoticeRepository } from './notice.repository.js';
import { NotificationRepository } from './notification.repository.js';
import { ReadNotifications } from './read-notifications.use-case.js';
import { RingBell } from './ring-bell.use-case.js';
import { SettleFates } from './settle-fates.use-case.js';
import { TidyBell } from './tidy-bell.use-case.js';

@Module({
  imports: [AlertModule, RecipientModule],
  controllers: [BellRpc, NoticeEvents, FateEvents, ForgettingEvents],
  providers: [
    NoticeRepository,
    NotificationRepository,
    FateRepository,
    RingBell,
    SettleFates,
    ListNotifications,
    ReadNotifications,
    ForgetPerson,
    TidyBell,
  ],
  exports: [NotificationRepository],
})
export class BellModule {}
