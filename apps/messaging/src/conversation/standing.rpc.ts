import { Controller } from '@nestjs/common';
import { messaging, type ConversationId } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { FindPlace } from './find-place.use-case.js';
import { ListMemberships } from './list-memberships.query.js';

@Controller()
export class StandingRpc {
  constructor(
    private readonly findPlace: FindPlace,
    private readonly listMemberships: ListMemberships,
  ) {}

  @HandleRpc(messaging.findPlace)
  place(input: messaging.FindPlaceInput): Promise<{ readonly conversationId: ConversationId }> {
    return this.findPlace.execute(input);
  }

  @HandleRpc(messaging.listMemberships)
  memberships(input: messaging.ListMembershipsInput): Promise<readonly ConversationId[]> {
    return this.listMemberships.execute(input);
  }
}
