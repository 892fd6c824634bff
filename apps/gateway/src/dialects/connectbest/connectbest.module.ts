import { Module } from '@nestjs/common';
import { ApiKeysController } from './admin/api-keys.controller.js';
import { MessageAuditController } from './admin/message-audit.controller.js';
import { PeopleController } from './admin/people.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { OwnUserView } from './auth/own-user.view.js';
import { AuthCookies } from './auth/auth-cookies.adapter.js';
import { GoogleController } from './auth/google.controller.js';
import { OwnSessionController } from './auth/own-session.controller.js';
import { PasswordController } from './auth/password.controller.js';
import { ResetPageController } from './auth/reset-page.controller.js';
import { VerifyPageController } from './auth/verify-page.controller.js';
import { TwoFactorController } from './auth/two-factor.controller.js';
import { ChannelMembersController } from './channels/channel-members.controller.js';
import { ChannelSettingsController } from './channels/channel-settings.controller.js';
import { ChannelsController } from './channels/channels.controller.js';
import { ConnectBestNative, ConnectBestSocketIo, ConnectBestSockets } from './connectbest.gateway.js';
import { ApiDocumentRegistry } from './docs/api-documents.registry.js';
import { DocsController } from './docs/docs.controller.js';
import { DmsController } from './dms/dms.controller.js';
import { UploadsController } from './files/uploads.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { MessageController } from './messages/message.controller.js';
import { SearchController } from './messages/search.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { AvatarController } from './users/avatar.controller.js';
import { UsersController } from './users/users.controller.js';
import { PinsController } from './messages/pins.controller.js';
import { ReactionsController } from './messages/reactions.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { NotificationSettingsController } from './notifications/notification-settings.controller.js';
import { UnsubscribePageController } from './notifications/unsubscribe-page.controller.js';
import { ScheduledController } from './scheduled/scheduled.controller.js';
import { MultiplexRegistry } from './sockets/multiplex.registry.js';

@Module({
  controllers: [
    AuthController,
    OwnSessionController,
    PasswordController,
    ResetPageController,
    VerifyPageController,
    TwoFactorController,
    GoogleController,
    PeopleController,
    ApiKeysController,
    MessageAuditController,
    ChannelsController,
    MessagesController,
    SearchController,
    ScheduledController,
    DmsController,
    HealthController,
    MetricsController,
    AvatarController,
    UsersController,
    ChannelSettingsController,
    ChannelMembersController,
    MessageController,
    ReactionsController,
    PinsController,
    NotificationsController,
    NotificationSettingsController,
    UnsubscribePageController,
    UploadsController,
    DocsController,
  ],
  providers: [ApiDocumentRegistry, AuthCookies, OwnUserView, ConnectBestSockets, ConnectBestNative, ConnectBestSocketIo, MultiplexRegistry],
})
export class ConnectBestModule {}
