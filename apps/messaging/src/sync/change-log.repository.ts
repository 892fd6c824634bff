import { Injectable } from '@nestjs/common';
import { batchesOf, messaging, type ConversationId, type EventContract, type MessageId, type Origin, type UserId } from '@parley/contracts';
import { Outbox, type Queryable, type Tx } from '@parley/persistence';
import { hidersOf } from '../message/message.entity.js';

/** One row of the log. Of a message only the id is kept: it is shown as it is now. */
export interface ChangeRow {
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly type: string;
  readonly messageId: MessageId | null;
  readonly payload: unknown;
}

/** How far a user may read a conversation: its head, or where he left. */
export interface Horizon extends messaging.Head {
  /** Null for a member. */
  readonly leftAt: Date | null;
}

/** Members one event tells of: it must fit into one NATS message (1 MB) whatever their names and avatars. */
const membersPerChange = 100;

/** Names conversation `c` for its member `m`. */
const nameColumns = `c.id, c.kind, c.num,
  (SELECT num FROM user_mirror WHERE id = replace(replace(c.direct_key, m.user_id::text, ''), ':', '')::uuid) AS "peerNum"`;

/** SQL of `heads`; exported so that a test can look at its plan. */
export const headsSql = `SELECT wanted.id AS "userId", head.* FROM unnest($1::uuid[]) AS wanted (id)
  CROSS JOIN LATERAL (
    SELECT ${nameColumns}, c.last_seq AS seq FROM member m JOIN conversation c ON c.id = m.conversation_id
     WHERE m.user_id = wanted.id AND m.left_at IS NULL AND c.deleted_at IS NULL
     ORDER BY c.last_activity_at DESC LIMIT ${messaging.maxCursors}
  ) head`;

/** Places `after` < seq <= `upTo` of one conversation. */
export interface Range {
  readonly conversationId: ConversationId;
  readonly after: number;
  readonly upTo: number;
}

/** SQL of `read`; exported so that a test can look at its plan. */
export const readRangesSql = `SELECT change.conversation_id AS "conversationId", change.seq, change.type, change.message_id AS "messageId", change.payload
   FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS wanted (id, after, up_to, position)
   JOIN change ON change.conversation_id = wanted.id AND change.seq > wanted.after AND change.seq <= wanted.up_to
  ORDER BY position, change.seq`;

/** What the event of a change says of a message as a whole. */
interface ChangeOfMessage {
  readonly seq: number;
  readonly message: messaging.Message;
  readonly conversation: messaging.ConversationCard;
}

/** Who is not told; nothing when that is nobody. */
export const hiding = (hiddenFrom: readonly UserId[]): messaging.PartlyHidden => (hiddenFrom.length === 0 ? {} : { hiddenFrom });

/** Every change a client must not miss, per conversation gap-free and in commit order. */
@Injectable()
export class ChangeLog {
  constructor(private readonly outbox: Outbox) {}

  /** Takes the next place under the conversation's lock, and writes row and event. Messages have a path of their own. */
  async record<P extends { readonly seq: number }>(
    tx: Tx,
    contract: EventContract<P>,
    conversationId: ConversationId,
    payload: Omit<P, 'seq'>,
    origin: Origin | null,
  ): Promise<number> {
    const [row] = await tx.query<{ seq: number }>(
      `WITH head AS (UPDATE conversation SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq)
       INSERT INTO change (conversation_id, seq, type, payload)
       SELECT $1, last_seq, $2, $3::jsonb || jsonb_build_object('seq', last_seq) FROM head RETURNING seq`,
      [conversationId, contract.subject, JSON.stringify(payload)],
    );
    if (row === undefined) throw new Error(`no conversation ${conversationId} to log a change of`);
    await this.outbox.add(tx, contract, { ...payload, seq: row.seq } as unknown as P, origin);
    return row.seq;
  }

  /** The same for members who came together, a hundred to a change. */
  async recordAdded(tx: Tx, conversation: messaging.ConversationCard, members: readonly messaging.Member[], origin: Origin): Promise<void> {
    for (const some of batchesOf(members, membersPerChange)) {
      await this.record(tx, messaging.membersAdded, conversation.id, { conversation, members: some }, origin);
    }
  }

  /** The same for a change of a message that the event shows whole: the log keeps its id, and what else the event says. */
  async recordMessage<P extends messaging.PartlyHidden & ChangeOfMessage>(
    tx: Tx,
    contract: EventContract<P>,
    payload: Omit<P, 'seq' | 'hiddenFrom'>,
    origin: Origin | null,
  ): Promise<void> {
    const { message, conversation: _conversation, ...rest } = payload as Omit<P, 'seq'> & ChangeOfMessage;
    const [row] = await tx.query<{ seq: number; hiddenFrom: readonly UserId[] }>(
      `WITH head AS (UPDATE conversation SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq)
       INSERT INTO change (conversation_id, seq, type, message_id, payload)
       SELECT $1, last_seq, $2, $3, $4::jsonb || jsonb_build_object('seq', last_seq) FROM head
       RETURNING seq, ${hidersOf('$3', '$1')} AS "hiddenFrom"`,
      [message.conversationId, contract.subject, message.id, JSON.stringify(rest)],
    );
    if (row === undefined) throw new Error(`no conversation ${message.conversationId} to log a change of`);
    await this.outbox.add(tx, contract, { ...payload, seq: row.seq, ...hiding(row.hiddenFrom) } as unknown as P, origin);
  }

  /** The live conversations a user is in, and those of `leftIds` he was in. */
  horizons(db: Queryable, userId: UserId, leftIds: readonly ConversationId[]): Promise<Horizon[]> {
    return db.query<Horizon>(
      `SELECT ${nameColumns}, c.last_seq AS seq, NULL::timestamptz AS "leftAt"
         FROM member m JOIN conversation c ON c.id = m.conversation_id
        WHERE m.user_id = $1 AND m.left_at IS NULL AND c.deleted_at IS NULL
       UNION ALL
       SELECT ${nameColumns}, m.left_seq, m.left_at FROM member m JOIN conversation c ON c.id = m.conversation_id
        WHERE m.conversation_id = ANY($2::uuid[]) AND m.user_id = $1 AND m.left_at IS NOT NULL AND c.deleted_at IS NULL`,
      [userId, leftIds],
    );
  }

  /** Of many users at once, in one statement. */
  heads(db: Queryable, userIds: readonly UserId[]): Promise<(messaging.Head & { readonly userId: UserId })[]> {
    return db.query(headsSql, [userIds]);
  }

  /** In the order of the ranges, then of the log. */
  read(db: Queryable, ranges: readonly Range[]): Promise<ChangeRow[]> {
    return db.query<ChangeRow>(readRangesSql, [
      ranges.map(({ conversationId }) => conversationId),
      ranges.map(({ after }) => after),
      ranges.map(({ upTo }) => upTo),
    ]);
  }
}
