import { Controller } from '@nestjs/common';
import { messaging, type EventOf } from '@parley/contracts';
import { Inbox } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { FileRepository } from './file.repository.js';
import { LinkRepository } from './link.repository.js';
import { RemoveFiles } from './remove-files.use-case.js';

/** Files live as long as a message uses them (C69, C70). */
@Controller()
export class UseEvents {
  constructor(
    private readonly inbox: Inbox,
    private readonly files: FileRepository,
    private readonly links: LinkRepository,
    private readonly removal: RemoveFiles,
  ) {}

  @OnEvent(messaging.filesAttached, 'use')
  attached(event: EventOf<typeof messaging.filesAttached>): Promise<void> {
    const { messageId, conversationId, fileIds } = event.payload;
    return this.inbox.once('use', event, async (tx) => {
      await this.files.keepForever(tx, await this.links.link(tx, messageId, conversationId, fileIds));
    });
  }

  @OnEvent(messaging.messageDeleted, 'use-deleted')
  async deleted(event: EventOf<typeof messaging.messageDeleted>): Promise<void> {
    const { messageId, conversation, fileIds } = event.payload;
    if (fileIds.length === 0) return;
    await this.inbox.once('use-deleted', event, async (tx) => {
      const unused = await this.links.unlink(tx, messageId, conversation.id, fileIds);
      await this.removal.execute(tx, unused, 'message', null);
    });
    this.removal.wake();
  }
}
