import type { messaging } from '@parley/contracts';
import type { LinkedInvitation } from '../../../views/invitation.view.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime } from '../chatrooms-time.js';
import { presentRole } from './rooms.presenter.js';

/** RC-rooms.invite. */
export const presentInvitation = ({ id, code, url, maxUses, currentUses, expiresAt, createdAt }: LinkedInvitation) => ({
  invitation: {
    id: chatroomsIds.encode(id),
    invite_code: code,
    invite_url: url,
    max_uses: maxUses,
    current_uses: currentUses,
    expires_at: presentTime(expiresAt),
    created_at: presentTime(createdAt),
  },
});

/** RC-rooms.join: the chatroom one is in now. */
export const presentJoined = ({ id, title, description, memberCount }: messaging.Conversation, role: messaging.MemberRole) => ({
  chatroom: { id: chatroomsIds.encode(id), name: title ?? '', description, member_count: memberCount, role: presentRole(role) },
});
