import { Injectable } from '@nestjs/common';
import type { ConversationId, InvitationId, messaging, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

export interface NewInvitation {
  readonly id: InvitationId;
  readonly conversationId: ConversationId;
  readonly code: string;
  readonly createdBy: UserId;
  readonly maxUses: number;
  readonly lifetimeHours: number;
}

interface InvitationRow extends Omit<messaging.Invitation, 'expiresAt' | 'createdAt'> {
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

const columns = `id, conversation_id AS "conversationId", code, max_uses AS "maxUses", current_uses AS "currentUses",
  expires_at AS "expiresAt", created_at AS "createdAt"`;

const toInvitation = (row: InvitationRow): messaging.Invitation => ({
  ...row,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

@Injectable()
export class InvitationRepository {
  async insert(tx: Tx, invitation: NewInvitation): Promise<messaging.Invitation> {
    const [row] = await tx.query<InvitationRow>(
      `INSERT INTO invitation (id, conversation_id, code, created_by, max_uses, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(hours => $6)) RETURNING ${columns}`,
      [invitation.id, invitation.conversationId, invitation.code, invitation.createdBy, invitation.maxUses, invitation.lifetimeHours],
    );
    if (row === undefined) throw new Error('the invitation was not stored');
    return toInvitation(row);
  }

  /** Null when no invitation has the code. */
  async find(db: Queryable, code: string): Promise<Pick<messaging.Invitation, 'id' | 'conversationId'> | null> {
    const [row] = await db.query<InvitationRow>(`SELECT ${columns} FROM invitation WHERE code = $1`, [code]);
    return row ?? null;
  }

  /** Counts one more use; false when it is used up or over. */
  async use(tx: Tx, id: InvitationId, userId: UserId): Promise<boolean> {
    const rows = await tx.query(
      `WITH used AS (
         UPDATE invitation SET current_uses = current_uses + 1 WHERE id = $1 AND current_uses < max_uses AND expires_at > now() RETURNING id
       ) INSERT INTO invitation_use (invitation_id, user_id) SELECT id, $2 FROM used RETURNING 1`,
      [id, userId],
    );
    return rows.length > 0;
  }

  /** Null when the code opens nothing: unknown, used up, over, or its room gone. */
  async preview(db: Queryable, code: string): Promise<messaging.InvitationPreview | null> {
    const [row] = await db.query<{ title: string; memberCount: number; expiresAt: Date }>(
      `SELECT c.title, c.member_count AS "memberCount", i.expires_at AS "expiresAt"
         FROM invitation i JOIN conversation c ON c.id = i.conversation_id
        WHERE i.code = $1 AND i.current_uses < i.max_uses AND i.expires_at > now() AND c.deleted_at IS NULL`,
      [code],
    );
    return row === undefined ? null : { ...row, expiresAt: row.expiresAt.toISOString() };
  }
}
