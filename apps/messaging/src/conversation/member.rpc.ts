import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { GetMember } from './get-member.query.js';

@Controller()
export class MemberRpc {
  constructor(private readonly getMember: GetMember) {}

  @HandleRpc(messaging.getMember)
  get(input: messaging.GetMemberInput): Promise<messaging.MemberCard> {
    return this.getMember.execute(input);
  }
}
