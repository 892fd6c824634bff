import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { EndPresence } from '../presence/end-presence.use-case.js';
import { EraseProfile } from '../profile/erase-profile.use-case.js';
import { StandingRepository } from './standing.repository.js';

/** Ends contacts, blocks and streaks of a deleted person on both sides (C80). A repeat changes nothing. */
@Injectable()
export class EndTies {
  constructor(
    private readonly transactions: Transactions,
    private readonly standings: StandingRepository,
    private readonly endPresence: EndPresence,
    private readonly eraseProfile: EraseProfile,
  ) {}

  async execute(userId: UserId): Promise<void> {
    // They are told while it is known who they are; and of the erased no new tie is made.
    await this.endPresence.execute(userId);
    await this.eraseProfile.execute(userId);
    await this.transactions.run((tx) => this.standings.cutTies(tx, userId));
  }
}
