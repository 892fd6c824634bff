import { Module } from '@nestjs/common';
import { AuthController } from './auth/auth.controller.js';
import { ChatroomsGateway } from './chatrooms.gateway.js';
import { RoomFilesView } from './files/room-files.view.js';
import { UploadController } from './files/upload.controller.js';
import { HealthController } from './health/health.controller.js';
import { KeysController } from './keys/keys.controller.js';
import { MessageController } from './messages/message.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { MessagesGateway } from './messages/messages.gateway.js';
import { SearchController } from './messages/search.controller.js';
import { InvitationPageController } from './rooms/invitation-page.controller.js';
import { InvitationsController } from './rooms/invitations.controller.js';
import { RoomAttendance } from './rooms/room-attendance.gateway.js';
import { RoomMembersController } from './rooms/room-members.controller.js';
import { RoomSettingsController } from './rooms/room-settings.controller.js';
import { RoomsController } from './rooms/rooms.controller.js';
import { AvatarController } from './users/avatar.controller.js';
import { UsersController } from './users/users.controller.js';

@Module({
  controllers: [
    AuthController,
    HealthController,
    MessagesController,
    MessageController,
    SearchController,
    RoomsController,
    RoomSettingsController,
    RoomMembersController,
    InvitationsController,
    InvitationPageController,
    AvatarController,
    UsersController,
    KeysController,
    UploadController,
  ],
  providers: [ChatroomsGateway, RoomAttendance, RoomFilesView, MessagesGateway],
})
export class ChatroomsModule {}
