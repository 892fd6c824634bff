import { Injectable, Logger } from '@nestjs/common';
import { messaging, type user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Shows messaging a profile before its change is answered (architecture 8). */
@Injectable()
export class ProfileMirror {
  private readonly logger = new Logger(ProfileMirror.name);

  constructor(private readonly rpc: RpcClient) {}

  /** The profile is stored already: messaging learns of it by profileChanged when it does not answer now. */
  async show({ id, num, username, displayName, avatarUrl, updatedAt }: user.Profile): Promise<void> {
    try {
      await this.rpc.call(messaging.mirrorUser, { id, num, username, displayName, avatarUrl, updatedAt });
    } catch (error) {
      this.logger.warn(`messaging did not mirror ${id}: ${(error as Error).message}`);
    }
  }
}
