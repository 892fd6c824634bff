import { Module } from '@nestjs/common';
import { FriendsController } from './friends/friends.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { MetadataController } from './metadata/metadata.controller.js';
import { Reals2ChatGateway } from './reals2chat.gateway.js';

@Module({ controllers: [MessagesController, FriendsController, MetadataController], providers: [Reals2ChatGateway] })
export class Reals2ChatModule {}
