import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsPositive, ValidateNested } from 'class-validator';
import { IsId, type ConversationId } from '../ids.js';
import type { UserCard } from '../user/profile.contract.js';
import { UserRef } from '../user/user-ref.js';

export type MemberRole = 'owner' | 'admin' | 'member';

/** Names one conversation: by id, by UMOC's group number, or as the direct conversation with a user. Exactly one is set. */
export class ConversationRef {
  @IsOptional() @IsId() id?: ConversationId;
  @IsOptional() @IsInt() @IsPositive() num?: number;
  @IsOptional() @ValidateNested() @Type(() => UserRef) directWith?: UserRef;
}

/** What events carry of a conversation: enough for every presenter. */
export interface ConversationCard {
  readonly id: ConversationId;
  /** UMOC's integer group id. */
  readonly num: number;
  readonly kind: 'direct' | 'room';
  readonly title: string | null;
  readonly slug: string | null;
  /** The two members of a direct conversation; null for a room. */
  readonly pair: readonly [UserCard, UserCard] | null;
}
