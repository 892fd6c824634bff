import { Body, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { PeopleView } from '../../../views/people.view.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { windowOf } from '../v1.page.js';
import { AddContactDto, AnswerContactDto, ListContactsQuery } from './contacts.dto.js';
import { presentContacts, presentRelation } from './contacts.presenter.js';

const inputOf = (viewer: Viewer, userId: string): user.ContactInput => ({ origin: originOf(viewer, 'v1'), user: { id: v1Ids.user.decode(userId) } });

@V1Controller('users/me/contacts')
export class ContactsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly people: PeopleView,
  ) {}

  /** V1-2.4 Get Contacts: 200, by name. */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer, @Query() query: ListContactsQuery) {
    const window = windowOf(query);
    return presentContacts(await this.people.contacts({ viewerId: userId, state: query.status, ...window }), window);
  }

  /** V1-2.5 Add Contact: 201; accepted at once where they have asked me (A-V1-11). */
  @Post()
  async add(@CurrentViewer() viewer: Viewer, @Body() { user_id, message }: AddContactDto) {
    const input = { ...inputOf(viewer, user_id), message: message ?? null, mustBeNew: true };
    return presentRelation((await this.rpc.call(user.requestContact, input)).contact);
  }

  /** Extension (A-V1-12): 200, accepts or rejects what they have asked. */
  @Put(':userId')
  async answer(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string, @Body() { status }: AnswerContactDto) {
    const input = inputOf(viewer, userId);
    if (status === 'accepted') return presentRelation(await this.rpc.call(user.acceptContact, input));
    await this.rpc.call(user.rejectContact, input);
    return confirmation('Contact request rejected');
  }

  /** Extension (A-V1-12): 200; 404 when there is no relation. */
  @Delete(':userId')
  async remove(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    await this.rpc.call(user.removeContact, inputOf(viewer, userId));
    return confirmation('Contact removed successfully');
  }
}
