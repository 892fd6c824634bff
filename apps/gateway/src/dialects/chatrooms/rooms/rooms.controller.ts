import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConversationPresenceView } from '../../../views/conversation-presence.view.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { offsetOf } from '../chatrooms.page.js';
import { CreateRoomDto, ListRoomsQueryDto } from './rooms.dto.js';
import { presentCreatedRoom, presentDiscovery, presentRoomDetails, presentRoomPage } from './rooms.presenter.js';

/** What a room starts with when the client does not say (RC-rooms.create). */
const standard = { maxMembers: 100, isAutoSummaryEnabled: true, summaryThreshold: 50 } as const;

@ChatroomsController('chatrooms')
export class RoomsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly rooms: ConversationPresenceView,
  ) {}

  /** RC-rooms.list: 200, rooms and direct conversations, latest activity first (C38, A-RC-19). */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: ListRoomsQueryDto) {
    const titlePart = query.search === undefined || query.search === '' ? null : query.search;
    const asked = { viewerId: viewer.userId, titlePart, limit: query.limit, offset: offsetOf(query) };
    if (query.scope === 'public') {
      const found = await this.rpc.call(messaging.discoverRooms, asked);
      return succeed(presentDiscovery(found, query, viewer.userId), 'Chatrooms retrieved successfully');
    }
    const page = await this.rpc.call(messaging.listConversations, { ...asked, kind: null, visibility: null, withMembers: false });
    return succeed(presentRoomPage(page, query, viewer.userId), 'Chatrooms retrieved successfully');
  }

  /** RC-rooms.create: 201. */
  @Post()
  async create(@CurrentViewer() viewer: Viewer, @Body() body: CreateRoomDto) {
    const { conversation } = await this.rpc.call(messaging.createRoom, {
      origin: originOf(viewer, 'chatrooms'),
      title: body.name,
      slug: null,
      description: body.description ?? null,
      visibility: body.is_private === true ? 'private' : 'public',
      avatarUrl: null,
      maxMembers: body.max_members ?? standard.maxMembers,
      isAutoSummaryEnabled: body.auto_summary_enabled ?? standard.isAutoSummaryEnabled,
      summaryThreshold: body.summary_threshold ?? standard.summaryThreshold,
      memberIds: [],
    });
    return succeed(presentCreatedRoom(conversation, viewer.userId), 'Chatroom created successfully');
  }

  /** RC-rooms.get: 200 for members; others 403, of a public room too: there is no `user_role` for them. */
  @Get(':chatroomId')
  async get(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string) {
    const details = await this.rooms.get(viewer.userId, { id: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id') });
    if (details.viewerRole === null) throw new AppError('NOT_A_MEMBER');
    return succeed(presentRoomDetails(details, details.viewerRole, viewer.userId), 'Chatroom retrieved successfully');
  }
}
