import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { RoomKeyRepository } from './room-key.repository.js';

/** Of a deleted person no key is left (C80). */
@Controller()
export class RoomKeyEvents {
  constructor(
    private readonly database: Database,
    private readonly roomKeys: RoomKeyRepository,
  ) {}

  @OnEvent(auth.userDeleted, 'room-keys')
  deleted({ payload }: EventOf<typeof auth.userDeleted>): Promise<void> {
    return this.roomKeys.forget(this.database, payload.userId);
  }
}
