import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type ContactId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { UserCard } from './profile.contract.js';
import { UserRef } from './user-ref.js';

/** Days in a row, UTC, on which both wrote to each other; `isSafe` once today is one of them (A-UM-29). */
export interface Streak {
  readonly days: number;
  readonly isSafe: boolean;
}

/** What somebody is to the viewer. A block is the viewer's own; the other's is never shown (C30, C31). */
export interface Contact {
  /** Null when there is no relation. */
  readonly id: ContactId | null;
  readonly user: UserCard;
  readonly relation: 'none' | 'pending' | 'accepted';
  readonly isRequestedByMe: boolean;
  readonly isBlocked: boolean;
  /** What came with the request. */
  readonly message: string | null;
  /** ISO 8601 UTC: when blocked, else accepted, else requested; null when none of them. */
  readonly since: string | null;
  readonly streak: Streak;
}

export class RequestContactInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @ValidateNested() @Type(() => UserRef) user!: UserRef;
  @IsOptional() @MaxLength(500) message!: string | null;
  /** Whether a request of mine or a relation that is there already is an error, or answered as it is. */
  @IsBoolean() mustBeNew!: boolean;
}

/** Asks somebody to be a contact; accepts at once where they have asked me. `isNew`: something was stored and published. */
export const requestContact = defineRpc<RequestContactInput, { readonly contact: Contact; readonly isNew: boolean }>('user.contact.request', {
  input: RequestContactInput,
  errors: ['USER_NOT_FOUND', 'SELF_TARGETED', 'BLOCKED', 'CONTACT_EXISTS'],
});

export class ContactInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  @ValidateNested() @Type(() => UserRef) user!: UserRef;
}

/** Accepts what the other has asked. CONTACT_NOT_FOUND: nothing is pending from them. */
export const acceptContact = defineRpc<ContactInput, Contact>('user.contact.accept', {
  input: ContactInput,
  errors: ['USER_NOT_FOUND', 'CONTACT_NOT_FOUND', 'BLOCKED'],
});

/** Turns down what the other has asked: the request is gone, and may be made again. */
export const rejectContact = defineRpc<ContactInput, Contact>('user.contact.reject', {
  input: ContactInput,
  errors: ['USER_NOT_FOUND', 'CONTACT_NOT_FOUND'],
});

/** Ends a relation, accepted or pending, from either side. */
export const removeContact = defineRpc<ContactInput, Contact>('user.contact.remove', {
  input: ContactInput,
  errors: ['USER_NOT_FOUND', 'CONTACT_NOT_FOUND'],
});

export class GetContactInput {
  @IsId() viewerId!: UserId;
  @ValidateNested() @Type(() => UserRef) user!: UserRef;
}

/** What one user is to the viewer, whether or not there is a relation. */
export const getContact = defineRpc<GetContactInput, Contact>('user.contact.get', {
  input: GetContactInput,
  errors: ['USER_NOT_FOUND', 'SELF_TARGETED'],
  idempotent: true,
});

export class ListContactsInput {
  @IsId() viewerId!: UserId;
  /** `accepted` and `pending` leave out whom the viewer blocks; `blocked` lists them. */
  @IsIn(['accepted', 'pending', 'blocked', 'all']) state!: 'accepted' | 'pending' | 'blocked' | 'all';
  @IsInt() @Min(1) @Max(1_000) limit!: number;
  @IsInt() @Min(0) offset!: number;
}

/** By display name. */
export const listContacts = defineRpc<ListContactsInput, { readonly contacts: readonly Contact[]; readonly total: number }>('user.contact.list', {
  input: ListContactsInput,
  errors: [],
  idempotent: true,
});

/** Both people of a change, as every presenter shows them. */
export interface ContactChange {
  readonly contactId: ContactId;
  /** Who asked, and who was asked. */
  readonly requester: UserCard;
  readonly target: UserCard;
  readonly message: string | null;
  /** How the relation stands; of one that has ended, how it stood. Absent from requests. */
  readonly state?: 'pending' | 'accepted';
}

export const contactRequested = defineEvent<ContactChange>('user.contact.requested.v1');
export const contactAccepted = defineEvent<ContactChange>('user.contact.accepted.v1');
export const contactRejected = defineEvent<ContactChange>('user.contact.rejected.v1');
/** An accepted relation or a request was taken back. */
export const contactRemoved = defineEvent<ContactChange>('user.contact.removed.v1');
