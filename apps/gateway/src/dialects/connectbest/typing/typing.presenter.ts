import { messaging } from '@parley/contracts';
import { presentEvent } from '../../../realtime/present-event.js';
import { connectbestIds } from '../connectbest.ids.js';
import { roomsOfConversation } from '../sockets/socket-groups.js';

/** `typing:user`, 6.2: to every member but who types. */
export const presentTypingChanged = presentEvent(messaging.typingChanged, ({ conversation, user, isTyping }) => [
  {
    kind: 'emit',
    rooms: roomsOfConversation('typing', conversation),
    exceptUser: user.id,
    event: 'typing:user',
    data: {
      channelId: connectbestIds.channel.encode(conversation.id),
      userId: connectbestIds.user.encode(user.id),
      userName: user.displayName,
      typing: isTyping,
    },
  },
]);
