import type { notification } from '@parley/contracts';
import { greetingName } from '../mail/mail-layout.js';

/** What somebody missed of one kind, and from one place. */
export interface MissedGroup {
  readonly kind: notification.NotificationKind;
  readonly title: string;
  readonly count: number;
}

const maxLines = 20;

const lineOf = ({ kind, title, count }: MissedGroup): string => {
  // People write their own names: one that is a link stands in no mail of ours.
  const known = greetingName(title) || 'Somebody';
  const line = kind === 'message' ? `${known} wrote to you` : kind === 'channel_added' ? `${known} added you to a channel` : known;
  return count === 1 ? line : `${line} (${count})`;
};

/** What a digest says: who and where, never what was said. */
export const digestOf = (groups: readonly MissedGroup[]): { readonly count: string; readonly lines: string } => {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const lines = groups.slice(0, maxLines).map(lineOf);
  const rest = groups.slice(maxLines).reduce((sum, group) => sum + group.count, 0);
  return { count: String(count), lines: [...lines, ...(rest === 0 ? [] : [`and ${rest} more`])].join('\n') };
};
