import { Type } from 'class-transformer';
import { IsBoolean, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import { ContactInput } from './contact.contract.js';
import type { UserCard } from './profile.contract.js';
import { UserRef } from './user-ref.js';

/** The other person, and whether this call changed anything: what did is published. */
export interface ChangedBlock extends UserCard {
  readonly isNew: boolean;
}

/**
 * Blocks somebody, contact or not; repeating it changes nothing. While it stands neither can write to, call or ask the
 * other, nor see their presence or typing (C31). Messaging refuses from before the
 * answer on. Answers the other person.
 */
export const blockUser = defineRpc<ContactInput, ChangedBlock>('user.block.add', {
  input: ContactInput,
  errors: ['USER_NOT_FOUND', 'SELF_TARGETED'],
  idempotent: true,
});

export class UnblockUserInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @ValidateNested() @Type(() => UserRef) user!: UserRef;
  /** Whether it is an error that there is no block (A-00-10), or fine. */
  @IsBoolean() mustExist!: boolean;
}

/** Lifts the caller's block; the relation from before is there again. Answers the other person. */
export const unblockUser = defineRpc<UnblockUserInput, ChangedBlock>('user.block.remove', {
  input: UnblockUserInput,
  errors: ['USER_NOT_FOUND', 'CONTACT_NOT_FOUND'],
  idempotent: ({ mustExist }) => !mustExist,
});

/** `changedAt`: ISO 8601 UTC with microseconds, which orders the changes of a pair. */
export interface BlockChange {
  readonly blocker: UserCard;
  readonly blocked: UserCard;
  readonly changedAt: string;
}

export const userBlocked = defineEvent<BlockChange>('user.block.added.v1');
export const userUnblocked = defineEvent<BlockChange>('user.block.removed.v1');
