import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { HandleRpc } from '@parley/transport';
import { UserMirrorRepository } from './user-mirror.repository.js';

@Controller()
export class UserMirrorRpc {
  constructor(
    private readonly database: Database,
    private readonly users: UserMirrorRepository,
  ) {}

  @HandleRpc(messaging.mirrorUser)
  async mirror(input: messaging.MirrorUserInput): Promise<null> {
    await this.users.keepNewest(this.database, input);
    return null;
  }
}
