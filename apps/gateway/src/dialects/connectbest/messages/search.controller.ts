import { Get, Query } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { decodeTimeOrNull } from '../../time.codec.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { connectbestIds } from '../connectbest.ids.js';
import { clampSearchLimit } from '../connectbest.page.js';
import { SearchQuery } from './search.dto.js';
import { presentHit } from './search.presenter.js';

@ConnectBestController('chat/search')
export class SearchController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-4.10 Search Messages: 200 `{ messages, total }`, best first, of the caller's channels and DMs. */
  @Get()
  async search(@CurrentViewer() { userId }: Viewer, @Query() query: SearchQuery) {
    const { hits, total } = await this.rpc.call(messaging.searchMessages, {
      viewerId: userId,
      query: query.query,
      conversationId: query.channelId === undefined ? null : connectbestIds.channel.decode(query.channelId),
      senderId: query.from === undefined ? null : connectbestIds.user.decode(query.from),
      types: null,
      before: decodeTimeOrNull(query.before, 'before'),
      after: decodeTimeOrNull(query.after, 'after'),
      withSenderNames: false,
      limit: clampSearchLimit(query.limit),
    });
    return { messages: hits.map((hit) => presentHit(hit, userId)), total };
  }
}
