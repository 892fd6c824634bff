import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { connectbestIds } from '../connectbest.ids.js';
import { OpenDmDto } from './dms.dto.js';
import { presentDm, presentListedDm } from './dms.presenter.js';

/** 10.2 has no pages: as many as one call gives. */
const maxDms = 1_000;

@ConnectBestController('dms')
export class DmsController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-10.1 Create/Get DM Channel: 200 `{ dm }`, the same one each time. */
  @Post()
  @HttpCode(200)
  async open(@CurrentViewer() viewer: Viewer, @Body() body: OpenDmDto) {
    const other = { id: connectbestIds.user.decode(body.userId) };
    return { dm: presentDm(await this.rpc.call(messaging.openDirect, { origin: originOf(viewer, 'connectbest'), other })) };
  }

  /** CB-10.2 List DM Channels: 200 `{ dms }`, latest activity first. */
  @Get()
  async list(@CurrentViewer() viewer: Viewer) {
    const { entries } = await this.rpc.call(messaging.listConversations, {
      viewerId: viewer.userId,
      kind: 'direct',
      visibility: null,
      titlePart: null,
      limit: maxDms,
      offset: 0,
    });
    return { dms: entries.map((entry) => presentListedDm(entry, viewer.userId)) };
  }
}
