import type { Dialect, EventEnvelope, messaging } from '@parley/contracts';
import type { NameConversation } from './conversation-naming.js';
import type { Emission } from './present-event.js';
import { roomOf } from './rooms.js';
import { SyncHints } from './sync-hints.js';

/** A change that some members are not told of. */
export interface HiddenChange {
  readonly conversation: messaging.ConversationCard;
  readonly seq: number;
  readonly hiddenFrom: NonNullable<messaging.PartlyHidden['hiddenFrom']>;
}

/** Null where nobody is left out, as almost always. */
export const hiddenChangeOf = ({ payload }: EventEnvelope<unknown>): HiddenChange | null =>
  (payload as messaging.PartlyHidden | null)?.hiddenFrom === undefined ? null : (payload as HiddenChange);

/** The emission without those it is hidden from. */
export const sparing = (dialect: Dialect, emission: Emission, { hiddenFrom }: HiddenChange): Emission =>
  emission.kind !== 'emit'
    ? emission
    : { ...emission, exceptRooms: [...(emission.exceptRooms ?? []), ...hiddenFrom.map((id) => roomOf(dialect, 'user', id))] };

/** In its place: those of their sockets that keep up by seq hear the seq, and `sync` answers it empty. */
export const hintsInstead = (dialect: Dialect, nameOf: NameConversation, change: HiddenChange): readonly Emission[] =>
  new SyncHints(dialect, nameOf).of(change, change.hiddenFrom);
