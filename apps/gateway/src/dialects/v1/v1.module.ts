import { Module } from '@nestjs/common';
import { AuthController } from './auth/auth.controller.js';
import { SessionController } from './auth/session.controller.js';
import { TwoFactorController } from './auth/two-factor.controller.js';
import { VerificationController } from './auth/verification.controller.js';
import { ConversationsController } from './conversations/conversations.controller.js';
import { MetadataController } from './conversations/metadata.controller.js';
import { ParticipantsController } from './conversations/participants.controller.js';
import { FilesController } from './files/files.controller.js';
import { MessageController } from './messages/message.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { ReactionsController } from './messages/reactions.controller.js';
import { ReadController } from './messages/read.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { PushController } from './notifications/push.controller.js';
import { SyncController } from './sync/sync.controller.js';
import { BlockedController } from './contacts/blocked.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { UsersController } from './users/users.controller.js';
import { PresenceGateway } from './users/presence.gateway.js';
import { V1Gateway } from './v1.gateway.js';

@Module({
  controllers: [
    AuthController,
    SessionController,
    TwoFactorController,
    VerificationController,
    ConversationsController,
    MessagesController,
    PushController,
    SyncController,
    ContactsController,
    BlockedController,
    UsersController,
    ParticipantsController,
    MessageController,
    ReactionsController,
    ReadController,
    MetadataController,
    NotificationsController,
    FilesController,
  ],
  providers: [PresenceGateway, V1Gateway],
})
export class V1Module {}
