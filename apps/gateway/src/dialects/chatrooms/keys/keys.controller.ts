import { Body, Get, Param, Put } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { PublicKeyView } from '../../../views/public-key.view.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { StoreKeysDto } from './keys.dto.js';
import { presentKeys, presentPublicKey } from './keys.presenter.js';

/** What clients need to encrypt end to end (A-RC-06, extensions). The server keeps keys and can use none. */
@ChatroomsController('')
export class KeysController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly publicKeys: PublicKeyView,
  ) {}

  /** 200 `{user_id, public_key}`; null when the user has published none. */
  @Get('users/:userId/public-key')
  async publicKey(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    const found = await this.publicKeys.of(viewer.userId, chatroomsIds.decodeUser(userId, 'user_id'));
    return succeed(presentPublicKey(found), 'Public key retrieved successfully');
  }

  /** 200 `{public_keys}` of all members: members only. */
  @Get('chatrooms/:chatroomId/public-keys')
  async publicKeysOf(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string) {
    const found = await this.publicKeys.ofMembers(viewer.userId, chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id'));
    return succeed({ public_keys: found.map(presentPublicKey) }, 'Public keys retrieved successfully');
  }

  /** 200; 409 when the version has another key already. */
  @Put('chatrooms/:chatroomId/keys')
  async store(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string, @Body() body: StoreKeysDto) {
    await this.rpc.call(messaging.storeRoomKeys, {
      origin: originOf(viewer, 'chatrooms'),
      conversationId: chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id'),
      keyVersion: body.key_version,
      keys: body.keys.map(({ user_id, wrapped_key }) => ({ userId: chatroomsIds.decodeUser(user_id, 'user_id'), wrappedKey: wrapped_key })),
    });
    return succeed({}, 'Keys stored successfully');
  }

  @Get('chatrooms/:chatroomId/keys')
  async list(@CurrentViewer() viewer: Viewer, @Param('chatroomId') chatroomId: string) {
    const conversationId = chatroomsIds.decodeChatroom(chatroomId, 'chatroom_id');
    const found = await this.rpc.call(messaging.listRoomKeys, { viewerId: viewer.userId, conversationId });
    return succeed(presentKeys(found), 'Keys retrieved successfully');
  }
}
