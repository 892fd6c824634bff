import { Module } from '@nestjs/common';
import { KnownUsers } from './known-users.registry.js';
import { UserMirrorEvents } from './user-mirror.events.js';
import { UserMirrorRepository } from './user-mirror.repository.js';
import { UserMirrorRpc } from './user-mirror.rpc.js';
import { UserResolver } from './user.resolver.js';

@Module({
  controllers: [UserMirrorRpc, UserMirrorEvents],
  providers: [UserMirrorRepository, UserResolver, KnownUsers],
  exports: [UserMirrorRepository, UserResolver],
})
export class UserMirrorModule {}
