import { Module } from '@nestjs/common';
import { FileStoreModule } from '../file/file-store.module.js';
import { AvatarRepository } from './avatar.repository.js';
import { OwnerEvents } from './owner.events.js';

@Module({ imports: [FileStoreModule], controllers: [OwnerEvents], providers: [AvatarRepository] })
export class OwnerModule {}
