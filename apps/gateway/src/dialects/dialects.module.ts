import { Global, Module } from '@nestjs/common';
import { connectbestDialect } from './connectbest/connectbest.dialect.js';
import { ConnectBestModule } from './connectbest/connectbest.module.js';
import { chatroomsDialect } from './chatrooms/chatrooms.dialect.js';
import { ChatroomsModule } from './chatrooms/chatrooms.module.js';
import { DialectRegistry, DIALECTS } from './dialect.registry.js';
import type { Dialect } from './dialect.js';
import { reals2chatDialect } from './reals2chat/reals2chat.dialect.js';
import { Reals2ChatModule } from './reals2chat/reals2chat.module.js';
import { umocDialect } from './umoc/umoc.dialect.js';
import { UmocModule } from './umoc/umoc.module.js';
import { v1Dialect } from './v1/v1.dialect.js';
import { V1Module } from './v1/v1.module.js';

const mounted: readonly Dialect[] = [connectbestDialect, reals2chatDialect, umocDialect, chatroomsDialect, v1Dialect];

/** The five dialects and the registry that chooses between them. */
@Global()
@Module({
  imports: [ConnectBestModule, Reals2ChatModule, UmocModule, ChatroomsModule, V1Module],
  providers: [{ provide: DIALECTS, useValue: mounted }, DialectRegistry],
  exports: [DialectRegistry],
})
export class DialectsModule {}
