import { Injectable } from '@nestjs/common';
import { AppError, type notification } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { NotificationConfig } from '../notification.config.js';
import { parseDigestToken } from './digest-token.codec.js';
import { DigestRepository } from './digest.repository.js';

/** Stops somebody's digests, or begins them again, for whoever has the link of one: no log-in is asked for (RFC 8058). */
@Injectable()
export class ChangeDigest {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: NotificationConfig,
    private readonly digests: DigestRepository,
  ) {}

  /** @throws {AppError} INPUT_INVALID {token} */
  async execute({ token, isWanted }: notification.ChangeDigestInput): Promise<null> {
    const userId = parseDigestToken(this.config.SERVER_KEY, token);
    if (userId === null) throw new AppError('INPUT_INVALID', { token: 'must be of a link in a digest' });
    await this.transactions.run((tx) => this.digests.want(tx, userId, isWanted));
    return null;
  }
}
