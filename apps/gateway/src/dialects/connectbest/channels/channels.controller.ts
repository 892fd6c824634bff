import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConversationDetailsView } from '../../../views/conversation-details.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { connectbestIds } from '../connectbest.ids.js';
import { clampLimit } from '../connectbest.page.js';
import { CreateChannelDto, ListChannelsQuery } from './channels.dto.js';
import { presentChannel, presentChannelDetails, presentDiscoveredChannel, presentListedChannel } from './channels.presenter.js';

/** Messages after which rooms that ask for them are summarised; of no effect while summaries are off. */
const summaryThreshold = 50;

@ConnectBestController('chat/channels')
export class ChannelsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly details: ConversationDetailsView,
  ) {}

  /** CB-3.1 List Channels: 200 `{ channels, total }`, the caller's own, latest activity first. */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: ListChannelsQuery) {
    if (query.scope === 'discover') return this.discover(viewer, query);
    const { entries, total } = await this.rpc.call(messaging.listConversations, {
      viewerId: viewer.userId,
      kind: 'room',
      visibility: query.type === 'all' ? null : query.type,
      titlePart: null,
      limit: clampLimit(query.limit),
      offset: query.offset,
      withMembers: false,
    });
    return { channels: entries.map((entry) => presentListedChannel(entry, viewer.userId)), total };
  }

  private async discover({ userId }: Viewer, query: ListChannelsQuery) {
    const asked = { viewerId: userId, titlePart: null, limit: clampLimit(query.limit), offset: query.offset };
    const { conversations, total } = await this.rpc.call(messaging.discoverRooms, asked);
    return { channels: conversations.map((conversation) => presentDiscoveredChannel(conversation, userId)), total };
  }

  /** CB-3.2 Create Channel: 201 `{ channel }`; a taken name is 400. */
  @Post()
  async create(@CurrentViewer() viewer: Viewer, @Body() body: CreateChannelDto) {
    const { conversation } = await this.rpc.call(messaging.createRoom, {
      origin: originOf(viewer, 'connectbest'),
      title: body.name,
      slug: body.name,
      description: body.description ?? null,
      visibility: body.type ?? 'public',
      avatarUrl: null,
      maxMembers: null,
      isAutoSummaryEnabled: false,
      summaryThreshold,
      memberIds: (body.members ?? []).map((id) => connectbestIds.member.decode(id)),
    });
    return { channel: presentChannel(conversation, viewer.userId) };
  }

  /** CB-3.3 Get Channel Details: 200 `{ channel }` with all members; 403 for a private one of others. */
  @Get(':channelId')
  async get(@CurrentViewer() viewer: Viewer, @Param('channelId') channelId: string) {
    const details = await this.details.get(viewer.userId, { id: connectbestIds.channel.decode(channelId) });
    return { channel: presentChannelDetails(details, viewer.userId) };
  }
}
