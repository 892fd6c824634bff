import { describe, expect, it } from '@jest/globals';
import { newId, type EventEnvelope } from '@parley/contracts';
import { presentConversationCreated, presentMemberRemoved, presentMembersAdded } from './members.presenter.js';

const [userId, conversationId] = [newId(), newId()];
const from = `umoc/user/${userId}`;
const to = `umoc/conversation/${conversationId}`;
const event = (kind: 'room' | 'direct', payload: object) =>
  ({ payload: { conversation: { id: conversationId, kind }, ...payload } }) as EventEnvelope<unknown>;

describe('who hears a group', () => {
  it('founders and later members join it, who is removed leaves it', () => {
    expect(presentConversationCreated.present(event('room', { memberIds: [userId] }))).toEqual([{ kind: 'join', from, room: to }]);
    expect(presentMembersAdded.present(event('room', { members: [{ user: { id: userId } }] }))).toEqual([{ kind: 'join', from, room: to }]);
    expect(presentMemberRemoved.present(event('room', { user: { id: userId } }))).toEqual([{ kind: 'leave', from, room: to }]);
  });

  it('direct chats have no room of their own', () => {
    expect(presentConversationCreated.present(event('direct', { memberIds: [userId] }))).toEqual([]);
    expect(presentMembersAdded.present(event('direct', { members: [{ user: { id: userId } }] }))).toEqual([]);
    expect(presentMemberRemoved.present(event('direct', { user: { id: userId } }))).toEqual([]);
  });
});
