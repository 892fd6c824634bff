import { type messaging } from '@parley/contracts';
import { decodeCursors } from '../../cursors.codec.js';
import { chatRef } from '../umoc.ids.js';

const nameShape = /^(user|group):([1-9]\d{0,14})$/;

const decodeName = (name: string): messaging.ConversationRef | null => {
  const [, kind, num] = nameShape.exec(name) ?? [];
  return num === undefined ? null : chatRef(Number(num), kind === 'group');
};

/** `{"user:12": seq, "group:7": seq}`. @throws {InputError} naming `cursors` */
export const decodeChatCursors = (
  cursors: unknown,
): { readonly cursors: Readonly<Record<string, never>>; readonly named: readonly messaging.NamedCursor[] } => ({
  cursors: {},
  named: decodeCursors(cursors, decodeName).map(([conversation, seq]) => ({ conversation, seq })),
});
