import { Injectable } from '@nestjs/common';
import { user, type FileId, type Origin } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { AvatarFileRepository } from './avatar-file.repository.js';

/** Notes which file is somebody's avatar, and tells the keeper of files what to keep and what to remove, in the caller's transaction. */
@Injectable()
export class ReplaceAvatarFile {
  constructor(
    private readonly files: AvatarFileRepository,
    private readonly outbox: Outbox,
  ) {}

  /** `profile` as it is after the change. */
  async execute(tx: Tx, { id, updatedAt }: user.Profile, fileId: FileId | null, origin: Origin | null): Promise<void> {
    const isOther = await this.files.replace(tx, id, fileId);
    if (isOther) await this.outbox.add(tx, user.avatarChanged, { userId: id, fileId, changedAt: updatedAt }, origin);
  }
}
