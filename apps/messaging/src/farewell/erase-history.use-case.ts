import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { withCard } from './erased-card.codec.js';
import { HistoryRepository } from './history.repository.js';

/** Lets the history of every conversation name a deleted person as everything else does: "Deleted user" (C80). A repeat changes nothing. */
@Injectable()
export class EraseHistory {
  constructor(
    private readonly database: Database,
    private readonly users: UserMirrorRepository,
    private readonly history: HistoryRepository,
  ) {}

  async execute(userId: UserId): Promise<void> {
    const card = await this.users.card(this.database, userId);
    if (card === null) return;
    await this.history.renameInNotices(this.database, card);
    // One by one: a change is never written otherwise, and no conversation is held up.
    for (const change of await this.history.changesNaming(this.database, userId))
      await this.history.rewrite(this.database, { ...change, payload: withCard(change.payload, card) });
  }
}
