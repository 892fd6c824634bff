import { Controller } from '@nestjs/common';
import { user } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { EraseProfile } from './erase-profile.use-case.js';

@Controller()
export class ErasureRpc {
  constructor(private readonly eraseProfile: EraseProfile) {}

  @HandleRpc(user.eraseProfile)
  erase({ userId }: user.EraseProfileInput): Promise<null> {
    return this.eraseProfile.execute(userId);
  }
}
