import { Injectable } from '@nestjs/common';
import { AppError, type user, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { ProfileRepository } from '../profile/profile.repository.js';

/** Who acts, and upon whom. */
export interface People {
  readonly me: user.UserCard;
  readonly other: user.UserCard;
}

const toCard = ({ id, num, username, displayName, avatarUrl }: user.Profile): user.UserCard => ({ id, num, username, displayName, avatarUrl });

/** Finds both people of an act. */
@Injectable()
export class PairResolver {
  constructor(private readonly profiles: ProfileRepository) {}

  /** @throws {AppError} USER_NOT_FOUND, SELF_TARGETED */
  async resolve(db: Queryable, myId: UserId, ref: user.UserRef): Promise<People> {
    const [me, other] = [await this.profiles.find(db, { id: myId }), await this.profiles.find(db, ref)];
    if (me === null || other === null) throw new AppError('USER_NOT_FOUND');
    if (me.id === other.id) throw new AppError('SELF_TARGETED');
    return { me: toCard(me), other: toCard(other) };
  }

  /**
   * For a new tie between them: neither is erased before it is written, so what ends the ties of a deleted person finds it (C80).
   * @throws {AppError} USER_NOT_FOUND, SELF_TARGETED
   */
  async hold(tx: Tx, myId: UserId, ref: user.UserRef): Promise<People> {
    const people = await this.resolve(tx, myId, ref);
    if (!(await this.profiles.hold(tx, [people.me.id, people.other.id]))) throw new AppError('USER_NOT_FOUND');
    return people;
  }
}
