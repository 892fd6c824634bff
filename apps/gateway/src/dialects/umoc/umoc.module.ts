import { Module } from '@nestjs/common';
import { AuthController } from './auth/auth.controller.js';
import { SignInView } from './auth/sign-in.view.js';
import { ChatsGateway } from './chats/chats.gateway.js';
import { GroupView } from './chats/group.view.js';
import { MessagesGateway } from './messages/messages.gateway.js';
import { SessionsGateway } from './sessions/sessions.gateway.js';
import { UmocGateway } from './umoc.gateway.js';
import { UmocSessions } from './umoc.session.js';

@Module({
  controllers: [AuthController],
  providers: [UmocSessions, SignInView, GroupView, SessionsGateway, ChatsGateway, MessagesGateway, UmocGateway],
})
export class UmocModule {}
