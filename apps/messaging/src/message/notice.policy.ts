import type { user, UserId } from '@parley/contracts';
import type { MessageContent } from './message.policy.js';

/** What the system says in a room (C44). Of whom and what is kept beside the text, so that it names nobody once they are gone (C80). */
export interface Notice {
  readonly text: string;
  readonly metadata: { readonly about?: UserId; readonly act?: string };
}

export const noticeOf = (text: string): Notice => ({ text, metadata: {} });

/** "{name} {act}" */
export const noticeAbout = ({ id, displayName }: Pick<user.UserCard, 'id' | 'displayName'>, act: string): Notice => ({
  text: `${displayName} ${act}`,
  metadata: { about: id, act },
});

export const contentOf = ({ text, metadata }: Notice): MessageContent => ({
  type: 'system',
  body: { kind: 'plain', text },
  attachments: [],
  metadata,
});
