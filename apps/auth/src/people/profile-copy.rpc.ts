import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { HandleRpc } from '@parley/transport';
import { PeopleRepository } from './people.repository.js';

@Controller()
export class ProfileCopyRpc {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleRepository,
  ) {}

  @HandleRpc(auth.mirrorProfile)
  async mirror(input: auth.MirrorProfileInput): Promise<null> {
    await this.people.keepProfile(this.database, input);
    return null;
  }
}
