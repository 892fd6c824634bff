import { Module } from '@nestjs/common';
import { AuthController } from './auth/auth.controller.js';
import { SignInView } from './auth/sign-in.view.js';
import { ChatsGateway } from './chats/chats.gateway.js';
import { ChatsView } from './chats/chats.view.js';
import { GroupView } from './chats/group.view.js';
import { ContactsGateway } from './contacts/contacts.gateway.js';
import { FileMessageView } from './files/file-message.view.js';
import { FilesGateway } from './files/files.gateway.js';
import { UploadTargetController } from './files/upload-target.controller.js';
import { MessageActsGateway } from './messages/message-acts.gateway.js';
import { MessagesGateway } from './messages/messages.gateway.js';
import { SessionsGateway } from './sessions/sessions.gateway.js';
import { UmocGateway } from './umoc.gateway.js';
import { UmocSessions } from './umoc.session.js';
import { VERB_SOURCES, VerbRegistry, type VerbSource } from './verb.registry.js';

const verbSources = [SessionsGateway, ChatsGateway, MessagesGateway, MessageActsGateway, ContactsGateway, FilesGateway];

@Module({
  controllers: [AuthController, UploadTargetController],
  providers: [
    UmocSessions,
    SignInView,
    GroupView,
    ChatsView,
    FileMessageView,
    ...verbSources,
    { provide: VERB_SOURCES, useFactory: (...sources: readonly VerbSource[]) => sources, inject: verbSources },
    VerbRegistry,
    UmocGateway,
  ],
})
export class UmocModule {}
