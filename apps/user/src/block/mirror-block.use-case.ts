import { Injectable, Logger } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Has messaging know of a block, after the commit and before the answer, so that it refuses from then on (C31). */
@Injectable()
export class MirrorBlock {
  private readonly logger = new Logger(MirrorBlock.name);

  constructor(private readonly rpc: RpcClient) {}

  /** Never fails: the block is stored already, and messaging learns of it by its event when it does not answer now. */
  async execute(change: messaging.MirrorBlockInput): Promise<void> {
    try {
      await this.rpc.call(messaging.mirrorBlock, change);
    } catch (error) {
      this.logger.warn(`messaging did not mirror a block: ${(error as Error).message}`);
    }
  }
}
