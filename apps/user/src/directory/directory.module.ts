import { Module } from '@nestjs/common';
import { DirectoryRepository } from './directory.repository.js';
import { DirectoryRpc } from './directory.rpc.js';
import { SearchUsers } from './search-users.query.js';
import { ViewProfiles } from './view-profiles.query.js';

/** People as others find and see them. */
@Module({
  controllers: [DirectoryRpc],
  providers: [DirectoryRepository, SearchUsers, ViewProfiles],
})
export class DirectoryModule {}
