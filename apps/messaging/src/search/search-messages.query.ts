import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { toMessage } from '../message/message.entity.js';
import { contextOf, highlight, matchedTerms } from './highlight.policy.js';
import { planSearch } from './search-query.policy.js';
import { SearchRepository, type FoundRow } from './search.repository.js';

/** Full text over what the viewer may read at this moment. */
@Injectable()
export class SearchMessages {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationRepository,
    private readonly search: SearchRepository,
  ) {}

  /** @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
  async execute(input: messaging.SearchMessagesInput): Promise<messaging.SearchResult> {
    const ids = await this.scopeOf(input);
    const folded = (await this.search.fold(this.database, input.query.replaceAll('\0', ''))).trim();
    const plan = planSearch(folded);
    if (plan === null) return { hits: [], total: 0 };
    const isNamed = input.withSenderNames && input.conversationId != null;
    const senders = isNamed ? await this.search.sendersNamed(this.database, input.conversationId as ConversationId, folded) : [];
    const rows = await this.search.find(this.database, ids, { plan, senders, filter: input });
    return { hits: await this.hitsOf(rows, input.query), total: rows[0]?.total ?? 0 };
  }

  private async scopeOf({ viewerId, conversationId }: messaging.SearchMessagesInput): Promise<readonly ConversationId[]> {
    if (conversationId == null) return this.search.readable(this.database, viewerId);
    requireMember(await this.conversations.forViewer(this.database, viewerId, conversationId));
    return [conversationId];
  }

  private async hitsOf(rows: readonly FoundRow[], query: string): Promise<readonly messaging.SearchHit[]> {
    const conversations = await this.conversations.whole(this.database, [...new Set(rows.map(({ conversationId }) => conversationId))]);
    return rows.flatMap(({ score, total: _total, ...row }) => {
      const conversation = conversations.get(row.conversationId);
      if (conversation === undefined) return [];
      const message = toMessage(row);
      const text = message.body.kind === 'plain' ? message.body.text : '';
      const { username, displayName } = message.sender;
      const searched = [text, username, displayName, ...message.attachments.map(({ name }) => name)];
      return [
        {
          message,
          conversation,
          score,
          matchedTerms: matchedTerms(searched, query),
          context: contextOf(text, query),
          highlight: highlight(text, query),
        },
      ];
    });
  }
}
