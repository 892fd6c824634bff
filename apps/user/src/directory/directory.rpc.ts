import { Controller } from '@nestjs/common';
import { user } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { SearchUsers } from './search-users.query.js';
import { ViewProfiles } from './view-profiles.query.js';

@Controller()
export class DirectoryRpc {
  constructor(
    private readonly viewProfiles: ViewProfiles,
    private readonly searchUsers: SearchUsers,
  ) {}

  @HandleRpc(user.viewProfile)
  view(input: user.ViewProfileInput): Promise<user.Profile> {
    return this.viewProfiles.one(input);
  }

  @HandleRpc(user.viewProfiles)
  viewMany(input: user.ViewProfilesInput): Promise<readonly user.Profile[]> {
    return this.viewProfiles.execute(input);
  }

  @HandleRpc(user.searchUsers)
  search(input: user.SearchUsersInput): Promise<user.UserPage> {
    return this.searchUsers.execute(input);
  }
}
