import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { PersistenceModule } from '@parley/persistence';
import { RuntimeModule, type ServiceDefinition } from '@parley/runtime';
import { NatsTransport, TransportModule } from '@parley/transport';
import { AttentionModule } from './attention/attention.module.js';
import { ConversationModule } from './conversation/conversation.module.js';
import { databaseOptions } from './data-source.js';
import { InvitationModule } from './invitation/invitation.module.js';
import { FarewellModule } from './farewell/farewell.module.js';
import { LinkModule } from './link/link.module.js';
import { MessageModule } from './message/message.module.js';
import type { MessagingConfig } from './messaging.config.js';
import { PreferenceModule } from './preference/preference.module.js';
import { RoomKeyModule } from './room-key/room-key.module.js';
import { RoomModule } from './room/room.module.js';
import { PinModule } from './pin/pin.module.js';
import { ReactionModule } from './reaction/reaction.module.js';
import { ReceiptModule } from './receipt/receipt.module.js';
import { MessageScheduleModule } from './schedule/schedule.module.js';
import { SearchModule } from './search/search.module.js';
import { SyncModule } from './sync/sync.module.js';
import { TypingModule } from './typing/typing.module.js';
import { UserMirrorModule } from './user-mirror/user-mirror.module.js';

const service = 'messaging';

@Module({})
class MessagingModule {}

/** The messaging service, ready to run or to be started by a test. */
export const messagingService = (config: MessagingConfig): ServiceDefinition => ({
  service,
  config,
  strategy: NatsTransport,
  module: {
    module: MessagingModule,
    imports: [
      RuntimeModule.register(),
      TransportModule.register({ natsUrl: config.NATS_URL, prefix: config.NATS_PREFIX, service, instance: config.INSTANCE ?? service }),
      PersistenceModule.register(databaseOptions(config)),
      ScheduleModule.forRoot(),
      UserMirrorModule,
      ConversationModule,
      RoomModule,
      InvitationModule,
      PreferenceModule,
      MessageModule,
      ReceiptModule,
      ReactionModule,
      PinModule,
      TypingModule,
      SyncModule,
      RoomKeyModule,
      FarewellModule,
      SearchModule,
      MessageScheduleModule,
      LinkModule.register(config.LINK_PREVIEW_ALLOWED_ADDRESSES),
      AttentionModule,
    ],
  },
});
