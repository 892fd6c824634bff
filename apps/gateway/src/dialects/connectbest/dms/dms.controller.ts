import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConversationPresenceView } from '../../../views/conversation-presence.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { connectbestIds } from '../connectbest.ids.js';
import { OpenDmDto } from './dms.dto.js';
import { presentDm, presentListedDm } from './dms.presenter.js';

/** 10.2 has no pages: as many as one call gives. */
const maxDms = 1_000;

@ConnectBestController('dms')
export class DmsController {
  constructor(private readonly conversations: ConversationPresenceView) {}

  /** CB-10.1 Create/Get DM Channel: 200 `{ dm }`, the same one each time. */
  @Post()
  @HttpCode(200)
  async open(@CurrentViewer() viewer: Viewer, @Body() body: OpenDmDto) {
    const other = { id: connectbestIds.user.decode(body.userId) };
    const { entry, presences } = await this.conversations.openDirect({ origin: originOf(viewer, 'connectbest'), other });
    return { dm: presentDm(entry, presences) };
  }

  /** CB-10.2 List DM Channels: 200 `{ dms }`, latest activity first. */
  @Get()
  async list(@CurrentViewer() viewer: Viewer) {
    const { entries, presences } = await this.conversations.list({
      viewerId: viewer.userId,
      kind: 'direct',
      visibility: null,
      titlePart: null,
      limit: maxDms,
      offset: 0,
      withMembers: false,
    });
    return { dms: entries.map((entry) => presentListedDm(entry, viewer.userId, presences)) };
  }
}
