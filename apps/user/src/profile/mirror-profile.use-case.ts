import { Injectable, Logger } from '@nestjs/common';
import { messaging, type user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Shows messaging what it needs of a profile, after the commit and before the answer (architecture 8). */
@Injectable()
export class MirrorProfile {
  private readonly logger = new Logger(MirrorProfile.name);

  constructor(private readonly rpc: RpcClient) {}

  /** Never fails: the profile is stored already, and messaging learns of it by profileChanged when it does not answer now. */
  async execute({ id, num, username, displayName, avatarUrl, updatedAt }: user.Profile): Promise<void> {
    try {
      await this.rpc.call(messaging.mirrorUser, { id, num, username, displayName, avatarUrl, updatedAt });
    } catch (error) {
      this.logger.warn(`messaging did not mirror ${id}: ${(error as Error).message}`);
    }
  }
}
