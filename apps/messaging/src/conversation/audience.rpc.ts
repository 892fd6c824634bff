import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ListAudiences } from './list-audiences.query.js';

@Controller()
export class AudienceRpc {
  constructor(private readonly listAudiences: ListAudiences) {}

  @HandleRpc(messaging.listAudiences)
  list(input: messaging.ListAudiencesInput): Promise<readonly messaging.Audience[]> {
    return this.listAudiences.execute(input);
  }
}
