import type { ConversationId, EventContract, EventEnvelope, messaging, SessionId, UserId } from '@parley/contracts';

/** Which message an emission brings to whoever hears it (C46). */
export interface MessagePlace {
  readonly conversationId: ConversationId;
  readonly seq: number;
  readonly senderId: UserId;
}

/** Something for the sockets in some rooms of one dialect to hear. */
export interface RoomEmission {
  readonly kind: 'emit';
  readonly rooms: readonly string[];
  readonly event: string;
  readonly data: object | string | number | null;
  /** Only sockets that are in this room, too, hear it. */
  readonly within?: string;
  /** This session's own sockets do not hear it. */
  readonly exceptSession?: SessionId;
  /** This user's own sockets do not hear it. */
  readonly exceptUser?: UserId;
  /** Sockets in these rooms do not hear it. */
  readonly exceptRooms?: readonly string[];
  /** Who hears it has the message: it counts as delivered (C46). */
  readonly receipt?: MessagePlace;
}

/** What a presenter makes of an event, on every replica for the sockets it holds. */
export type Emission =
  | RoomEmission
  /** Every socket now in `from` joins or leaves `room`. */
  | { readonly kind: 'join'; readonly from: string; readonly room: string }
  | { readonly kind: 'leave'; readonly from: string; readonly room: string };

/** One canonical event as one dialect shows it: pure, never awaits. */
export interface EventPresenter {
  readonly subject: string;
  present(envelope: EventEnvelope<unknown>): readonly Emission[];
}

/** Ties a presenter to a contract, with its payload typed. */
export const presentEvent = <P>(
  contract: EventContract<P>,
  present: (payload: P, envelope: EventEnvelope<P>) => readonly Emission[],
): EventPresenter => ({
  subject: contract.subject,
  present: (envelope) => present(envelope.payload as P, envelope as EventEnvelope<P>),
});

/** The place of a message, for the emission that brings it. */
export const placeOf = ({ conversationId, seq, sender }: messaging.Message): MessagePlace => ({ conversationId, seq, senderId: sender.id });
