import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ChangeLevels } from './change-levels.use-case.js';
import { ListLevels } from './list-levels.query.js';

@Controller()
export class NoticeLevelRpc {
  constructor(
    private readonly listLevels: ListLevels,
    private readonly changeLevels: ChangeLevels,
  ) {}

  @HandleRpc(messaging.listNoticeLevels)
  list(input: messaging.ListNoticeLevelsInput): Promise<readonly messaging.NoticeLevel[]> {
    return this.listLevels.execute(input);
  }

  @HandleRpc(messaging.changeNoticeLevels)
  change(input: messaging.ChangeNoticeLevelsInput): Promise<null> {
    return this.changeLevels.execute(input);
  }
}
