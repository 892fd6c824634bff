import { Injectable, Logger } from '@nestjs/common';
import { auth, user, type Origin, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { PresenceReporter } from '../../../session/presence-reporter.js';
import { OwnProfileView, type OwnProfile } from '../../../views/own-profile.view.js';
import { PresenceView } from '../../../views/presence.view.js';

export interface WithPresence {
  readonly presence: user.Presence | undefined;
}

export interface OwnLogIn extends OwnProfile, WithPresence {
  readonly session: auth.IssuedSession;
}

/** What this dialect shows a person of themselves: status included. */
@Injectable()
export class OwnUserView {
  private readonly logger = new Logger(OwnUserView.name);

  constructor(
    private readonly rpc: RpcClient,
    private readonly profiles: OwnProfileView,
    private readonly presences: PresenceView,
    private readonly reporter: PresenceReporter,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async get(userId: UserId): Promise<OwnProfile & WithPresence> {
    const [own, presence] = await Promise.all([this.profiles.get(userId), this.presence(userId)]);
    return { ...own, presence };
  }

  /** @throws {AppError} USER_NOT_FOUND */
  async update(origin: Origin, changes: user.ProfileChanges): Promise<OwnProfile & WithPresence> {
    const [own, presence] = await Promise.all([this.profiles.update(origin, changes), this.presence(origin.userId)]);
    return { ...own, presence };
  }

  /** A log-in says "here I am" (C34). @throws {AppError} the codes of auth.logIn */
  async logIn(input: auth.LogInInput): Promise<OwnLogIn> {
    const { account, session } = await this.rpc.call(auth.logIn, input);
    const { userId } = account;
    const [profile] = await Promise.all([this.rpc.call(user.getProfile, { user: { id: userId } }), this.tellPresence(user.arrive, userId)]);
    return { account, session, profile, presence: await this.presence(userId) };
  }

  /** Every session of this dialect ends; offline at once, until a client of another dialect stirs (C21). */
  async logOut({ userId, sessionId }: Origin): Promise<void> {
    await this.rpc.call(auth.logOut, { userId, sessionId, dialect: 'connectbest' });
    this.reporter.unheard(userId);
    await this.tellPresence(user.depart, userId);
  }

  /** Presence is no reason to refuse a log-in: without Redis nobody is seen, and all else works. */
  private async tellPresence(contract: typeof user.arrive, userId: UserId): Promise<void> {
    try {
      await this.rpc.call(contract, { userId });
    } catch (error) {
      this.logger.warn(`${contract.subject} of ${userId} was not taken: ${(error as Error).message}`);
    }
  }

  private async presence(userId: UserId): Promise<user.Presence | undefined> {
    return (await this.presences.of(userId, [userId])).get(userId);
  }
}
