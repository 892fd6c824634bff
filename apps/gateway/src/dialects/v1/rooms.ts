import type { ConversationId, SessionId, UserId } from '@parley/contracts';
import { roomOf } from '../../realtime/rooms.js';

/** Every socket of a user. */
export const userRoom = (id: UserId): string => roomOf('v1', 'user', id);

/** The sockets that do not hear what their own session sends, for it has the 201 (C55). */
export const sessionRoom = (id: SessionId): string => roomOf('v1', 'session', id);

/** Every socket of a group's members; direct conversations use the two users' rooms. */
export const conversationRoom = (id: ConversationId): string => roomOf('v1', 'conversation', id);
