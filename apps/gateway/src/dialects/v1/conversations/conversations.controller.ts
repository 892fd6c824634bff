import { Body, Get, Post, Query } from '@nestjs/common';
import { messaging, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { InputError } from '../../input-error.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { v1Ids } from '../v1.ids.js';
import { PageDto, windowOf } from '../v1.page.js';
import { CreateConversationDto } from './conversations.dto.js';
import { presentConversations, presentCreated } from './conversations.presenter.js';

/** RC's default; this dialect knows no summaries. */
const summaryThreshold = 50;

/** The people of a new group beside its maker, who may name himself. @throws {InputError} when nobody is left */
const decodeOthers = (ids: readonly string[], makerId: UserId): readonly UserId[] => {
  const others = new Set(ids.map((id) => v1Ids.user.decode(id)));
  others.delete(makerId);
  if (others.size === 0) throw new InputError([{ field: 'participant_ids', kind: 'value', message: 'participant_ids must name somebody else' }]);
  return [...others];
};

@V1Controller('conversations')
export class ConversationsController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-3.1 Get Conversations: 200, pinned ones first, then latest activity (A-V1-13). */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer, @Query() query: PageDto) {
    const window = windowOf(query);
    const page = await this.rpc.call(messaging.listConversations, {
      viewerId: userId,
      kind: null,
      visibility: null,
      titlePart: null,
      limit: window.limit,
      offset: window.offset,
      isPinnedFirst: true,
    });
    return presentConversations(page, window, userId);
  }

  /** V1-3.2 Create Conversation: 201, for a direct conversation that exists too (A-V1-14). */
  @Post()
  async create(@CurrentViewer() viewer: Viewer, @Body() body: CreateConversationDto) {
    const entry = body.type === 'direct' ? await this.openDirect(viewer, body) : await this.createGroup(viewer, body);
    return presentCreated(entry, viewer.userId);
  }

  private openDirect(viewer: Viewer, body: CreateConversationDto): Promise<messaging.ConversationEntry> {
    return this.rpc.call(messaging.openDirect, { origin: originOf(viewer, 'v1'), other: { id: v1Ids.user.decode(body.participant_id) } });
  }

  /** Groups are private rooms without a limit (C40, C43). */
  private createGroup(viewer: Viewer, body: CreateConversationDto): Promise<messaging.ConversationEntry> {
    return this.rpc.call(messaging.createRoom, {
      origin: originOf(viewer, 'v1'),
      title: body.name,
      slug: null,
      description: null,
      visibility: 'private',
      avatarUrl: body.avatar_url ?? null,
      maxMembers: null,
      isAutoSummaryEnabled: false,
      summaryThreshold,
      memberIds: decodeOthers(body.participant_ids, viewer.userId),
    });
  }
}
