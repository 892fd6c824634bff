import { Injectable, Logger } from '@nestjs/common';
import { user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Asks user to erase a profile at once, so that nobody finds it after the deletion was answered. */
@Injectable()
export class ProfileErasure {
  private readonly logger = new Logger(ProfileErasure.name);

  constructor(private readonly rpc: RpcClient) {}

  /** The account is erased whatever becomes of this call: userDeleted repairs what it missed. */
  async erase(userId: UserId): Promise<void> {
    try {
      await this.rpc.call(user.eraseProfile, { userId });
    } catch (error) {
      this.logger.warn(`user did not erase the profile of ${userId}: ${(error as Error).message}`);
    }
  }
}
