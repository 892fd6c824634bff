import { Module } from '@nestjs/common';
import { BlockMirrorModule } from '../block-mirror/block-mirror.module.js';
import { MessageStoreModule } from '../message/message-store.module.js';
import { ChangeLogModule } from '../sync/change-log.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { AudienceRpc } from './audience.rpc.js';
import { ConversationListRepository } from './conversation-list.repository.js';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationResolver } from './conversation.resolver.js';
import { ConversationRpc } from './conversation.rpc.js';
import { CreateRoom } from './create-room.use-case.js';
import { FindPlace } from './find-place.use-case.js';
import { GetConversation } from './get-conversation.query.js';
import { GetMember } from './get-member.query.js';
import { KnownConversations } from './known-conversations.registry.js';
import { ListAudiences } from './list-audiences.query.js';
import { ListConversations } from './list-conversations.query.js';
import { ListMemberships } from './list-memberships.query.js';
import { ListRoomIds } from './list-room-ids.query.js';
import { MemberRepository } from './member.repository.js';
import { MemberRpc } from './member.rpc.js';
import { OpenDirect } from './open-direct.use-case.js';
import { OpenDirects } from './open-directs.use-case.js';
import { SeatFounders } from './seat-founders.use-case.js';
import { StandingRpc } from './standing.rpc.js';

const useCases = [OpenDirect, OpenDirects, CreateRoom, SeatFounders, FindPlace];
const queries = [GetConversation, GetMember, ListAudiences, ListConversations, ListMemberships, ListRoomIds];
const storage = [ConversationRepository, ConversationListRepository, MemberRepository, KnownConversations];

@Module({
  imports: [UserMirrorModule, BlockMirrorModule, MessageStoreModule, ChangeLogModule],
  controllers: [ConversationRpc, MemberRpc, AudienceRpc, StandingRpc],
  providers: [...useCases, ...queries, ...storage, ConversationResolver],
  exports: [ConversationResolver, ConversationRepository],
})
export class ConversationModule {}
