import { Get, Param } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { MessageAuditView } from '../../../views/message-audit.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentAudited } from './message-audit.presenter.js';

/** What 4.4 preserves for admins (A-CB-37, an extension). */
@ConnectBestController('admin/messages')
export class MessageAuditController {
  constructor(private readonly audits: MessageAuditView) {}

  /** 200 `{ message, revisions, deletedAt, deletedBy }`: any message by its id, deleted ones with what they said. */
  @Get(':messageId')
  async get(@CurrentViewer() viewer: Viewer, @Param('messageId') messageId: string) {
    return presentAudited(await this.audits.get(originOf(viewer, 'connectbest'), connectbestIds.message.decode(messageId)));
  }
}
