import { Injectable } from '@nestjs/common';
import { AppError, user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { PeopleView } from '../../../views/people.view.js';
import { checkInput } from '../../input.pipe.js';
import { userRef } from '../umoc.ids.js';
import { replyOf, type Reply, type Verbs } from '../verb.js';
import { AddContactDto, ContactDto, StatusVisibilityDto } from './contacts.dto.js';
import { presentAdded, presentContacts, presentOther } from './contacts.presenter.js';

/** The most one list can hold; the event has no pages. */
const maxContacts = 1_000;

/** Whom there is none of, and who has blocked me, look alike (A-UM-24). */
const asUnknown = (error: unknown): unknown =>
  error instanceof AppError && (error.code === 'USER_NOT_FOUND' || error.code === 'BLOCKED')
    ? new AppError('USER_NOT_FOUND', { user: 'User not found' })
    : error;

const inputOf = (viewer: Viewer, { contact_id }: ContactDto): user.ContactInput => ({ origin: originOf(viewer, 'umoc'), user: userRef(contact_id) });

/** What the live path tells every device of the asker, this one included. */
const broadcast = (event: string, data: object): Reply => ({ event, data, isBroadcast: true });

/** A repeat changed nothing, so that the live path tells nobody. */
const told = (event: string, { isNew, ...other }: user.ChangedBlock): Reply => ({ event, data: presentOther(other), isBroadcast: isNew });

/** Contact Management. */
@Injectable()
export class ContactsGateway {
  constructor(
    private readonly rpc: RpcClient,
    private readonly people: PeopleView,
  ) {}

  readonly verbs: Verbs = {
    get_contacts: (viewer) => this.list(viewer),
    add_contact: (viewer, data) => this.add(viewer, checkInput(AddContactDto, data)),
    accept_contact: (viewer, data) => this.accept(viewer, checkInput(ContactDto, data)),
    reject_contact: (viewer, data) => this.reject(viewer, checkInput(ContactDto, data)),
    block_contact: (viewer, data) => this.block(viewer, checkInput(ContactDto, data)),
    unblock_contact: (viewer, data) => this.unblock(viewer, checkInput(ContactDto, data)),
    set_status_visibility: (viewer, data) => this.setVisibility(viewer, checkInput(StatusVisibilityDto, data)),
  };

  /** UM-c2s-get_contacts → `contacts`: friends, requests either way, and whom I block (A-UM-25). */
  private async list({ userId }: Viewer): Promise<Reply> {
    const contacts = await this.people.contacts({ viewerId: userId, state: 'all', limit: maxContacts, offset: 0 });
    return replyOf('contacts', presentContacts(contacts));
  }

  /** UM-c2s-add_contact → `contact_added`, or `contact_accepted` where they had asked me; a repeat is answered as it stands (A-UM-24). */
  private async add(viewer: Viewer, { contact_username }: AddContactDto): Promise<Reply> {
    const input = { origin: originOf(viewer, 'umoc'), user: { username: contact_username }, message: null, mustBeNew: false };
    const { contact, isNew } = await this.known(this.rpc.call(user.requestContact, input));
    const event = isNew && contact.relation === 'accepted' ? 'contact_accepted' : 'contact_added';
    return isNew ? broadcast(event, presentAdded(contact)) : replyOf(event, presentAdded(contact));
  }

  /** UM-c2s-accept_contact → `contact_accepted` to both. */
  private async accept(viewer: Viewer, dto: ContactDto): Promise<Reply> {
    return broadcast('contact_accepted', presentAdded(await this.known(this.rpc.call(user.acceptContact, inputOf(viewer, dto)))));
  }

  /** UM-c2s-reject_contact → `contact_rejected` to both. */
  private async reject(viewer: Viewer, dto: ContactDto): Promise<Reply> {
    return broadcast('contact_rejected', presentOther((await this.known(this.rpc.call(user.rejectContact, inputOf(viewer, dto)))).user));
  }

  /** UM-c2s-block_contact → `contact_blocked`, non-contacts too and again for one who is blocked (A-UM-27). */
  private async block(viewer: Viewer, dto: ContactDto): Promise<Reply> {
    return told('contact_blocked', await this.known(this.rpc.call(user.blockUser, inputOf(viewer, dto))));
  }

  /** `unblock_contact` → `contact_unblocked` *(extension)*. */
  private async unblock(viewer: Viewer, dto: ContactDto): Promise<Reply> {
    return told('contact_unblocked', await this.known(this.rpc.call(user.unblockUser, { ...inputOf(viewer, dto), mustExist: true })));
  }

  /** `set_status_visibility` → `status_visibility` *(extension, A-UM-28)*. */
  private async setVisibility(viewer: Viewer, { visibility }: StatusVisibilityDto): Promise<Reply> {
    const changes = { visibility: { presence: visibility } };
    const profile = await this.rpc.call(user.updateProfile, { origin: originOf(viewer, 'umoc'), changes });
    return replyOf('status_visibility', { visibility: profile.visibility.presence });
  }

  private async known<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      throw asUnknown(error);
    }
  }
}
