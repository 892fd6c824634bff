import { Get, Query } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { SyncView } from '../../../views/sync.view.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { success } from '../v1.envelope.js';
import { decodeCursorsText } from './cursors.codec.js';
import { SyncQueryDto } from './sync.dto.js';
import { presentSync } from './sync.presenter.js';

@V1Controller('sync')
export class SyncController {
  constructor(private readonly syncs: SyncView) {}

  /** GET /v1/sync (A-00-14): what the viewer missed since his cursors; without any, heads only. */
  @Get()
  async sync(@CurrentViewer() { userId }: Viewer, @Query() { cursors }: SyncQueryDto) {
    return success(presentSync(await this.syncs.read(userId, decodeCursorsText(cursors))));
  }
}
