import { Body, Get, Param, Put } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConversationMetadataView } from '../../../views/conversation-metadata.view.js';
import { Reals2ChatController } from '../reals2chat.controller.decorator.js';
import { envelopedTwice } from '../reals2chat.envelope.js';
import { decodeId } from '../reals2chat.ids.js';
import { MetadataDto } from './metadata.dto.js';
import { presentMetadata } from './metadata.presenter.js';

@Reals2ChatController('conversations/:otherUserId/metadata')
export class MetadataController {
  constructor(private readonly metadata: ConversationMetadataView) {}

  /** R2-3.4 Update Conversation Metadata: 200, the object, `success` and the same under `metadata` (A-R2-02). */
  @Put()
  async change(@CurrentViewer() viewer: Viewer, @Param('otherUserId') otherUserId: string, @Body() body: MetadataDto) {
    const otherId = decodeId<'user'>(otherUserId, 'otherUserId');
    const { isPinned, isBlocked, isFavorite, customRingtone } = body;
    const changes = {
      ...(isPinned === undefined ? {} : { isPinned }),
      ...(isBlocked === undefined ? {} : { isBlocked }),
      ...(isFavorite === undefined ? {} : { isFavorite }),
      ...(customRingtone === undefined ? {} : { customRingtone }),
    };
    const after = await this.metadata.change(originOf(viewer, 'reals2chat'), otherId, changes);
    return envelopedTwice('metadata', presentMetadata(after, viewer.userId, otherId));
  }

  /** The same object as it is now (A-R2-08): 200. */
  @Get()
  async get(@CurrentViewer() { userId }: Viewer, @Param('otherUserId') otherUserId: string) {
    const otherId = decodeId<'user'>(otherUserId, 'otherUserId');
    return envelopedTwice('metadata', presentMetadata(await this.metadata.get(userId, otherId), userId, otherId));
  }
}
