import { Injectable } from '@nestjs/common';
import { AppError, type messaging, type Origin, type UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import type { Encounter } from '../conversation/conversation.policy.js';
import { toCard } from '../conversation/conversation.entity.js';
import { MessageRepository } from '../message/message.repository.js';
import { noticeAbout } from '../message/notice.policy.js';
import { ChangeLog } from '../sync/change-log.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { requireSpace } from './room.policy.js';
import { RoomRepository } from './room.repository.js';

/** The one way into a room that exists, whoever opened it: its caller holds the room's lock. */
@Injectable()
export class SeatMembers {
  constructor(
    private readonly rooms: RoomRepository,
    private readonly users: UserMirrorRepository,
    private readonly log: ChangeLog,
    private readonly messages: MessageRepository,
  ) {}

  /** All of `userIds` as they are afterwards; who was in stays as he was. @throws {AppError} MEMBER_UNKNOWN, ROOM_FULL */
  async execute(tx: Tx, room: Encounter, userIds: readonly UserId[], role: 'admin' | 'member', origin: Origin): Promise<readonly messaging.Member[]> {
    const { id } = room.conversation;
    const asked = [...new Set(userIds)];
    const present = await this.rooms.members(tx, id, asked);
    const newcomers = asked.filter((one) => !present.some(({ user }) => user.id === one));
    const reachable = await this.users.holdReachable(tx, newcomers);
    const unknown = newcomers.filter((one) => !reachable.has(one));
    if (unknown.length > 0) throw new AppError('MEMBER_UNKNOWN', { userIds: unknown });
    requireSpace(room, newcomers.length);
    if (newcomers.length === 0) return present;
    await this.rooms.seat(tx, id, newcomers, role);
    const seated = await this.rooms.members(tx, id, newcomers);
    await this.log.recordAdded(tx, toCard(room.conversation), seated, origin);
    const notices = seated.map(({ user }) => noticeAbout(user, 'joined the channel'));
    await this.messages.appendNotices(tx, id, notices, origin);
    return [...present, ...seated];
  }
}
