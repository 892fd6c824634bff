import type { EventContract, EventEnvelope, SessionId, UserId } from '@parley/contracts';

/** Something for the sockets in some rooms of one dialect to hear. */
export interface RoomEmission {
  readonly kind: 'emit';
  readonly rooms: readonly string[];
  readonly event: string;
  readonly data: object | string | number | null;
  /** This session's own sockets do not hear it. */
  readonly exceptSession?: SessionId;
  /** This user's own sockets do not hear it. */
  readonly exceptUser?: UserId;
  /** Sockets in these rooms do not hear it. */
  readonly exceptRooms?: readonly string[];
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
