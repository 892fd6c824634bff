import { IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent } from '../event.js';
import { IsId, type MessageId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { Account } from './account.contract.js';

/** An account as admins see it. */
export interface ListedAccount extends Account {
  readonly displayName: string;
}

export class ListAccountsInput {
  /** Must be an admin. */
  @IsId() viewerId!: UserId;
  @IsOptional() @IsIn(['active', 'suspended']) state!: 'active' | 'suspended' | null;
  /** Part of a name or an e-mail address, in any case. */
  @IsOptional() @IsString() @MaxLength(254) search!: string | null;
  @IsInt() @Min(1) @Max(1_000) limit!: number;
  @IsInt() @Min(0) offset!: number;
}

/** Accounts that are not deleted, newest first. */
export const listAccounts = defineRpc<ListAccountsInput, { readonly accounts: readonly ListedAccount[]; readonly total: number }>(
  'auth.people.list',
  { input: ListAccountsInput, errors: ['ADMIN_REQUIRED'], idempotent: true },
);

/** `actor` is an admin; null when the operator acts, through the CLI. */
export class TargetAccountInput {
  @IsOptional() @ValidateNested() @Type(() => OriginInput) actor!: OriginInput | null;
  @IsId() userId!: UserId;
}

export class SuspendAccountInput extends TargetAccountInput {
  /** Mailed to the user, kept in the audit log. */
  @IsString() @Length(1, 1_000) reason!: string;
}

/** Ends every session in every dialect and mails the reason; a suspended account stays as it is (A-CB-72). */
export const suspendAccount = defineRpc<SuspendAccountInput, null>('auth.people.suspend', {
  input: SuspendAccountInput,
  errors: ['ADMIN_REQUIRED', 'USER_NOT_FOUND', 'SELF_TARGETED', 'ADMIN_PROTECTED'],
});

/** Lets a suspended account log in again; its sessions stay ended. */
export const activateAccount = defineRpc<TargetAccountInput, null>('auth.people.activate', {
  input: TargetAccountInput,
  errors: ['ADMIN_REQUIRED', 'USER_NOT_FOUND'],
});

/** Ends every session and erases the person for good; what they wrote stays, under "Deleted user" (C80). */
export const deleteAccount = defineRpc<TargetAccountInput, null>('auth.people.delete', {
  input: TargetAccountInput,
  errors: ['ADMIN_REQUIRED', 'USER_NOT_FOUND', 'SELF_TARGETED'],
  timeoutMs: 5_000,
});

export class NoteReadingInput {
  @ValidateNested() @Type(() => OriginInput) actor!: OriginInput;
  @IsId() messageId!: MessageId;
}

/** Before an admin reads a message for audit (A-CB-37): that he does goes into the audit log. */
export const noteReading = defineRpc<NoteReadingInput, null>('auth.people.note-reading', {
  input: NoteReadingInput,
  errors: ['ADMIN_REQUIRED'],
});

export class FindAccountInput {
  /** An id, an e-mail address or a username. */
  @IsString() @Length(1, 254) identifier!: string;
}

/** For the operator's CLI. */
export const findAccount = defineRpc<FindAccountInput, Account>('auth.people.find', {
  input: FindAccountInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

export class MakeAdminInput {
  @IsId() userId!: UserId;
}

/** For the operator's CLI alone: no dialect has a route to it (A-CB-13). */
export const makeAdmin = defineRpc<MakeAdminInput, null>('auth.people.make-admin', {
  input: MakeAdminInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

/** An account was suspended or activated; suspended people are hidden from searches (C81). */
export const accountStateChanged = defineEvent<{ readonly userId: UserId; readonly state: 'active' | 'suspended' }>('auth.account.state-changed.v1');

/**
 * A person is gone: every service erases what it keeps of them (C80). `sealedAddresses`: the JSON array of the addresses
 * and numbers they were written to, encrypted with SERVER_KEY, for whoever kept them by address alone.
 */
export const userDeleted = defineEvent<{ readonly userId: UserId; readonly sealedAddresses: string }>('auth.account.deleted.v1');
