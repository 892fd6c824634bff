import { Controller } from '@nestjs/common';
import { auth, user, type EventOf } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { FileRepository } from '../file/file.repository.js';
import { RemoveFiles } from '../file/remove-files.use-case.js';
import { AvatarRepository } from './avatar.repository.js';

/** What becomes of the files of a person who changes his picture or leaves. */
@Controller()
export class OwnerEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly files: FileRepository,
    private readonly avatars: AvatarRepository,
    private readonly removal: RemoveFiles,
  ) {}

  /** C37: the old picture goes, the new one stays. */
  @OnEvent(user.avatarChanged, 'avatar')
  async avatarChanged(event: EventOf<typeof user.avatarChanged>): Promise<void> {
    const { userId, fileId, changedAt } = event.payload;
    await this.inbox.once('avatar', event, async (tx) => {
      const dropped = await this.avatars.change(tx, userId, fileId, new Date(changedAt));
      const named = [fileId, dropped].flatMap((id) => id ?? []);
      const own = (await this.files.lockMany(tx, named)).filter(({ ownerId, purpose }) => ownerId === userId && purpose === 'avatar');
      const [gone, worn] = [true, false].map((isGone) => own.flatMap(({ id }) => ((id === dropped) === isGone ? [id] : [])));
      await this.files.keepForever(tx, worn ?? []);
      await this.removal.execute(tx, gone ?? [], 'replaced', null);
    });
    this.removal.wake();
  }

  /** C80: his pictures go, and what he uploaded and never sent; what he sent stays with those he sent it to. */
  @OnEvent(auth.userDeleted, 'account')
  async userDeleted(event: EventOf<typeof auth.userDeleted>): Promise<void> {
    const { userId } = event.payload;
    await this.inbox.once('account', event, async (tx) => {
      // First, as a change of picture does: neither waits for the other with a file in its hands.
      await this.avatars.forget(tx, userId);
      await this.removal.execute(tx, await this.files.lockUnshown(tx, userId), 'account', null);
    });
    this.removal.wake();
  }
}
