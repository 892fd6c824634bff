import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { HandleRpc } from '@parley/transport';
import { BlockMirrorRepository } from './block-mirror.repository.js';

@Controller()
export class BlockMirrorRpc {
  constructor(
    private readonly database: Database,
    private readonly blocks: BlockMirrorRepository,
  ) {}

  @HandleRpc(messaging.mirrorBlock)
  async mirror(input: messaging.MirrorBlockInput): Promise<null> {
    await this.blocks.keepNewest(this.database, input);
    return null;
  }
}
