import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { NoticeLevelRepository } from './notice-level.repository.js';
import { TellLevels } from './tell-levels.use-case.js';

@Injectable()
export class ChangeLevels {
  constructor(
    private readonly transactions: Transactions,
    private readonly levels: NoticeLevelRepository,
    private readonly told: TellLevels,
  ) {}

  /** @throws {AppError} INPUT_INVALID {conversationIds} of which the viewer is no member */
  async execute({ viewerId, changes }: messaging.ChangeNoticeLevelsInput): Promise<null> {
    if (changes.length === 0) return null;
    const kept = await this.transactions.run(async (tx) => {
      const targets = await this.levels.targets(
        tx,
        viewerId,
        changes.map(({ conversationId }) => conversationId),
      );
      const unknown = changes.map(({ conversationId }) => conversationId).filter((id) => !targets.has(id));
      if (unknown.length > 0) throw new AppError('INPUT_INVALID', { conversationIds: unknown });
      for (const change of changes) await this.levels.change(tx, viewerId, targets.get(change.conversationId) ?? change.conversationId, change);
      return this.told.record(tx, viewerId, [...targets.values()]);
    });
    await this.told.show(viewerId, kept);
    return null;
  }
}
