import { Module } from '@nestjs/common';
import { MessagesController } from './messages/messages.controller.js';
import { Reals2ChatGateway } from './reals2chat.gateway.js';

@Module({ controllers: [MessagesController], providers: [Reals2ChatGateway] })
export class Reals2ChatModule {}
