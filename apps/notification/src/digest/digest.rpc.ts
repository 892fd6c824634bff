import { Controller } from '@nestjs/common';
import { notification } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ChangeDigest } from './change-digest.use-case.js';

@Controller()
export class DigestRpc {
  constructor(private readonly changeDigest: ChangeDigest) {}

  @HandleRpc(notification.changeDigest)
  change(input: notification.ChangeDigestInput): Promise<null> {
    return this.changeDigest.execute(input);
  }
}
