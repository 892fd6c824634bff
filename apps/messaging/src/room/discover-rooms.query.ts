import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { conversationColumns, toConversation, type ConversationRow } from '../conversation/conversation.entity.js';
import { foldedName } from '../user-mirror/name-fold.policy.js';

const matching = `FROM conversation c
  WHERE c.visibility = 'public' AND c.deleted_at IS NULL
    AND ($2::text IS NULL OR strpos(${foldedName('c.title')}, ${foldedName('$2::text')}) > 0)
    AND NOT EXISTS (SELECT 1 FROM member m WHERE m.conversation_id = c.id AND m.user_id = $1 AND m.left_at IS NULL)`;

/** Public rooms the viewer is not in. */
@Injectable()
export class DiscoverRooms {
  constructor(private readonly database: Database) {}

  async execute({ viewerId, titlePart, limit, offset }: messaging.DiscoverRoomsInput): Promise<messaging.DiscoveredRooms> {
    const parameters = [viewerId, titlePart?.replaceAll('\0', '') ?? null];
    const [rows, counted] = await Promise.all([
      this.database.query<ConversationRow>(`SELECT ${conversationColumns} ${matching} ORDER BY c.slug LIMIT $3 OFFSET $4`, [
        ...parameters,
        limit,
        offset,
      ]),
      this.database.query<{ total: number }>(`SELECT count(*) AS total ${matching}`, parameters),
    ]);
    return { conversations: rows.map(toConversation), total: counted[0]?.total ?? 0 };
  }
}
