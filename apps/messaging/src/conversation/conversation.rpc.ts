import { Controller } from '@nestjs/common';
import { messaging, type ConversationId } from '@parley/contracts';
import { HandlePluralRpc, HandleRpc, type Outcome } from '@parley/transport';
import { CreateRoom } from './create-room.use-case.js';
import { GetConversation } from './get-conversation.query.js';
import { ListConversations } from './list-conversations.query.js';
import { ListRoomIds } from './list-room-ids.query.js';
import { OpenDirect } from './open-direct.use-case.js';

@Controller()
export class ConversationRpc {
  constructor(
    private readonly openDirect: OpenDirect,
    private readonly createRoom: CreateRoom,
    private readonly getConversation: GetConversation,
    private readonly listConversations: ListConversations,
    private readonly listRoomIds: ListRoomIds,
  ) {}

  @HandleRpc(messaging.openDirect)
  open(input: messaging.OpenDirectInput): Promise<messaging.ConversationEntry> {
    return this.openDirect.execute(input);
  }

  @HandleRpc(messaging.createRoom)
  create(input: messaging.CreateRoomInput): Promise<messaging.ConversationEntry> {
    return this.createRoom.execute(input);
  }

  @HandleRpc(messaging.getConversation)
  get(input: messaging.GetConversationInput): Promise<messaging.ConversationDetails> {
    return this.getConversation.execute(input);
  }

  @HandleRpc(messaging.listConversations)
  list(input: messaging.ListConversationsInput): Promise<messaging.ConversationPage> {
    return this.listConversations.execute(input);
  }

  @HandlePluralRpc(messaging.listRoomIds)
  roomIds(inputs: readonly messaging.ListRoomIdsInput[]): Promise<readonly Outcome<readonly ConversationId[]>[]> {
    return this.listRoomIds.execute(inputs);
  }
}
