import { Controller } from '@nestjs/common';
import { user } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ChangeBlock } from './change-block.use-case.js';

@Controller()
export class BlockRpc {
  constructor(private readonly changeBlock: ChangeBlock) {}

  @HandleRpc(user.blockUser)
  block(input: user.ContactInput): Promise<user.ChangedBlock> {
    return this.changeBlock.block(input);
  }

  @HandleRpc(user.unblockUser)
  unblock(input: user.UnblockUserInput): Promise<user.ChangedBlock> {
    return this.changeBlock.unblock(input);
  }
}
