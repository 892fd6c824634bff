import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { decodeTimeOrNull } from '../../time.codec.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { SearchDto } from './search.dto.js';
import { presentSearch } from './search.presenter.js';

const standardLimit = 20;
const maxLimit = 100;
const dayMs = 86_400_000;
/** Behind it a year has five digits. */
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/** What this dialect calls a file is three types to others (C49). */
const typesOf = (type: SearchDto['message_type']): readonly messaging.MessageType[] | null =>
  type == null ? null : type === 'file' ? ['file', 'video', 'audio'] : [type];

/** The moment behind what `date_to` includes: all of a day, or the millisecond a message shows as its own. */
const endOf = (text: string | undefined): string | null => {
  const time = decodeTimeOrNull(text, 'date_to');
  if (time === null) return null;
  const spanMs = text?.length === 'YYYY-MM-DD'.length ? dayMs : 1;
  return new Date(Math.min(Date.parse(time) + spanMs, lastMs)).toISOString();
};

@ChatroomsController('chatrooms/:chatroomId/search')
export class SearchController {
  constructor(private readonly rpc: RpcClient) {}

  /** RC-messages.search: 200, best first; of unreadable content only file names and senders are found (C59). */
  @Post()
  @HttpCode(200)
  async search(@CurrentViewer() { userId }: Viewer, @Param('chatroomId') chatroomId: string, @Body() body: SearchDto) {
    const startedAt = performance.now();
    const result = await this.rpc.call(messaging.searchMessages, {
      viewerId: userId,
      query: body.query,
      conversationId: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id'),
      senderId: body.user_id == null ? null : chatroomsIds.decodeUser(body.user_id, 'user_id'),
      types: typesOf(body.message_type),
      before: endOf(body.date_to ?? undefined),
      after: decodeTimeOrNull(body.date_from ?? undefined, 'date_from'),
      withSenderNames: true,
      limit: Math.min(body.limit ?? standardLimit, maxLimit),
    });
    return succeed(presentSearch(result, performance.now() - startedAt), 'Search completed successfully');
  }
}
