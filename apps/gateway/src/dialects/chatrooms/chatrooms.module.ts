import { Module } from '@nestjs/common';
import { AuthController } from './auth/auth.controller.js';
import { ChatroomsGateway } from './chatrooms.gateway.js';
import { HealthController } from './health/health.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { RoomsController } from './rooms/rooms.controller.js';
import { UsersController } from './users/users.controller.js';

@Module({
  controllers: [AuthController, HealthController, MessagesController, RoomsController, UsersController],
  providers: [ChatroomsGateway],
})
export class ChatroomsModule {}
