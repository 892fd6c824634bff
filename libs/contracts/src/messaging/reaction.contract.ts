import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { defineEvent } from '../event.js';
import { defineRpc } from '../rpc.js';
import type { ConversationCard } from './conversation-card.contract.js';
import { MessageActInput, messageActErrors } from './message-act.contract.js';
import type { Message, Reaction } from './message.contract.js';
import type { PartlyHidden } from './sync.contract.js';

/** Of one person to one message: every one of them is told with the message whenever it changes. */
export const maxReactions = 20;

/** Of all people to one message: one event must hold them, whatever the people are called. */
export const maxReactionsOfAll = 1_000;

export class ReactInput extends MessageActInput {
  @IsString() @MaxLength(64) emoji!: string;
  /** ConnectBest: the one reaction of this user, in the place of all his others (C52). */
  @IsBoolean() replacesOthers!: boolean;
}

export interface Reacted {
  readonly message: Message;
  readonly reaction: Reaction;
}

/** Adds a reaction: one emoji (A-CB-38), of at most twenty, and a thousand of all. Repeating it changes and publishes nothing (A-V1-20). */
export const reactToMessage = defineRpc<ReactInput, Reacted>('messaging.reaction.add', {
  input: ReactInput,
  errors: [...messageActErrors, 'BLOCKED', 'EMOJI_INVALID', 'REACTION_LIMIT_REACHED'],
  idempotent: true,
});

export class RemoveReactionsInput extends MessageActInput {
  /** Null: all of the acting user's. */
  @IsOptional() @IsString() @MaxLength(64) emoji!: string | null;
}

/** Answers the message as it now is. */
export const removeReactions = defineRpc<RemoveReactionsInput, Message>('messaging.reaction.remove', {
  input: RemoveReactionsInput,
  errors: [...messageActErrors, 'REACTION_NOT_FOUND', 'EMOJI_INVALID'],
});

/**
 * `message` is whole, with all its reactions; `replaced` are those of the same user that it ended (C52); `seq` is the place of the
 * change. Hidden from those who deleted it for themselves.
 */
export const reactionAdded = defineEvent<
  PartlyHidden & {
    readonly message: Message;
    readonly conversation: ConversationCard;
    readonly reaction: Reaction;
    readonly replaced?: readonly Reaction[];
    readonly seq: number;
  }
>('messaging.reaction.added.v1');

export const reactionRemoved = defineEvent<
  PartlyHidden & {
    readonly message: Message;
    readonly conversation: ConversationCard;
    readonly removed: readonly Reaction[];
    readonly seq: number;
  }
>('messaging.reaction.removed.v1');
