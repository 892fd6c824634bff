import { Injectable } from '@nestjs/common';
import type { messaging, MessageId, Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { linkOf } from '../link/link.policy.js';
import { LinkRepository } from '../link/link.repository.js';
import { MessageRepository, type Appended, type MessageDraft } from './message.repository.js';
import { TellFiles } from './tell-files.use-case.js';
import { TellUpdate } from './tell-update.use-case.js';

interface Growth {
  readonly conversation: messaging.ConversationCard;
  readonly origin: Origin;
}

/** A draft, its link, and what is known of that: undefined when it was not fetched lately. */
interface Linked {
  readonly draft: MessageDraft;
  readonly url: string | null;
  readonly preview: messaging.LinkPreview | null | undefined;
}

/** Whether a message changes more than its conversation: a thread it belongs to, files it uses, or what is fetched for it. */
export const reachesFurther = ({ replyToId, attachments, body }: MessageDraft): boolean =>
  replyToId !== null || attachments.some(({ fileId }) => fileId !== null) || linkOf(body) !== null;

/**
 * Stores a batch with all that hangs on it: each thread that grew (A-CB-59) and each file is told of, links get the preview that is
 * known or wait for theirs (A-CB-34).
 */
@Injectable()
export class AppendMessages {
  constructor(
    private readonly messages: MessageRepository,
    private readonly links: LinkRepository,
    private readonly update: TellUpdate,
    private readonly files: TellFiles,
  ) {}

  /** In the transaction of the caller; the events are hinted with its commit. */
  async execute(tx: Tx, drafts: readonly MessageDraft[]): Promise<readonly Appended[]> {
    const linked = await this.link(tx, drafts);
    const appended = await this.messages.append(
      tx,
      linked.map(({ draft, preview }) => ({ ...draft, linkPreview: preview ?? null })),
    );
    for (const one of appended) if (one.verdict === 'NEW') tx.events.push(one.envelope);
    await this.keepLinks(tx, appended, linked);
    await this.tellThreads(tx, appended, drafts);
    await this.files.execute(tx, appended);
    return appended;
  }

  private async link(tx: Tx, drafts: readonly MessageDraft[]): Promise<readonly Linked[]> {
    const urls = drafts.map(({ body, type }) => (type === 'system' ? null : linkOf(body)));
    const known = await this.links.cached(tx, [...new Set(urls.flatMap((url) => url ?? []))]);
    return drafts.map((draft, index) => {
      const url = urls[index] ?? null;
      return { draft, url, preview: url === null ? null : known.get(url) };
    });
  }

  private async keepLinks(tx: Tx, appended: readonly Appended[], linked: readonly Linked[]): Promise<void> {
    const stored = appended.flatMap((one, index) => {
      const { url = null, preview } = linked[index] ?? {};
      return one.verdict === 'NEW' && url !== null ? [{ message: one.envelope.payload.message, url, preview }] : [];
    });
    for (const { message, preview } of stored) if (preview != null) await this.links.show(tx, message.id, preview);
    const waiting = stored.filter(({ preview }) => preview === undefined);
    await this.links.want(
      tx,
      waiting.map(({ message: { id: messageId, conversationId }, url }) => ({ messageId, conversationId, url })),
    );
  }

  private async tellThreads(tx: Tx, appended: readonly Appended[], drafts: readonly MessageDraft[]): Promise<void> {
    const roots = new Map<MessageId, Growth>();
    appended.forEach((one, index) => {
      const origin = drafts[index]?.origin;
      if (one.verdict !== 'NEW' || origin === undefined) return;
      const { message, conversation } = one.envelope.payload;
      if (message.threadRootId !== null) roots.set(message.threadRootId, { conversation, origin });
    });
    for (const [rootId, { conversation, origin }] of roots) await this.update.execute(tx, rootId, conversation, 'thread', origin);
  }
}
