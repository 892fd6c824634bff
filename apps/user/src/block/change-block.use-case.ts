import { Injectable } from '@nestjs/common';
import { AppError, user } from '@parley/contracts';
import { Outbox, Transactions, type Tx } from '@parley/persistence';
import { PairResolver, type People } from '../contact/pair.resolver.js';
import { BlockRepository, type BlockState } from './block.repository.js';
import { MirrorBlock } from './mirror-block.use-case.js';

/** Sets and lifts blocks. Messaging knows before the answer, again when nothing changed: its mirror may have missed the first time. */
@Injectable()
export class ChangeBlock {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: PairResolver,
    private readonly blocks: BlockRepository,
    private readonly outbox: Outbox,
    private readonly mirror: MirrorBlock,
  ) {}

  /** @throws {AppError} USER_NOT_FOUND, SELF_TARGETED */
  async block(input: user.ContactInput): Promise<user.ChangedBlock> {
    const { people, changed } = await this.change(input, (tx, { me, other }) => this.blocks.insert(tx, me.id, other.id));
    if (changed !== null) await this.tell(people, changed);
    return { ...people.other, isNew: changed?.isNew === true };
  }

  /** @throws {AppError} USER_NOT_FOUND, CONTACT_NOT_FOUND */
  async unblock({ mustExist, ...input }: user.UnblockUserInput): Promise<user.ChangedBlock> {
    const { people, changed } = await this.change(input, (tx, { me, other }) => this.blocks.delete(tx, me.id, other.id));
    if (changed !== null) await this.tell(people, changed);
    else if (mustExist) throw new AppError('CONTACT_NOT_FOUND');
    return { ...people.other, isNew: changed?.isNew === true };
  }

  private change({ origin, user: ref }: user.ContactInput, change: (tx: Tx, people: People) => Promise<BlockState | null>) {
    return this.transactions.run(async (tx) => {
      const people = await this.people.hold(tx, origin.userId, ref);
      const changed = await change(tx, people);
      if (changed?.isNew === true) {
        const contract = changed.isStanding ? user.userBlocked : user.userUnblocked;
        await this.outbox.add(tx, contract, { blocker: people.me, blocked: people.other, changedAt: changed.changedAt }, origin);
      }
      return { people, changed };
    });
  }

  private tell({ me, other }: People, { changedAt, isStanding }: BlockState): Promise<void> {
    return this.mirror.execute({ blockerId: me.id, blockedId: other.id, isStanding, changedAt });
  }
}
