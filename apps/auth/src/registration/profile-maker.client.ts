import { Injectable, Logger } from '@nestjs/common';
import { user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Has user make a profile before a registration is answered, so that a new user finds himself at once. */
@Injectable()
export class ProfileMaker {
  private readonly logger = new Logger(ProfileMaker.name);

  constructor(private readonly rpc: RpcClient) {}

  /** The account stands whatever becomes of this call: accountRegistered makes the profile that it missed. */
  async make(profile: user.CreateProfileInput): Promise<void> {
    try {
      await this.rpc.call(user.createProfile, profile);
    } catch (error) {
      this.logger.warn(`user did not make the profile of ${profile.userId}: ${(error as Error).message}`);
    }
  }
}
