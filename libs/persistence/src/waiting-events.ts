/** An outbox row that the stream does not have yet. */
export interface WaitingEvent {
  readonly position: number;
  readonly id: string;
  readonly subject: string;
  /** The envelope as it leaves. */
  readonly json: string;
}

/** Events of one subject, in order, that travel as one message. */
export type Parcel = readonly WaitingEvent[];

/** Far below the servers' max_payload, 1 MB by default. */
const maxParcelLength = 256 * 1024;

/**
 * Waiting events as the messages they leave in: for each subject its parcels, in order. Order is promised within a subject,
 * because a consumer hears one; so a subject need not wait for another.
 */
export const parcelsOf = (events: readonly WaitingEvent[]): readonly (readonly Parcel[])[] => {
  const bySubject = new Map<string, WaitingEvent[][]>();
  const lengths = new Map<WaitingEvent[], number>();
  for (const event of events) {
    const parcels = bySubject.get(event.subject) ?? [];
    bySubject.set(event.subject, parcels);
    let parcel = parcels.at(-1);
    if (parcel === undefined || (lengths.get(parcel) ?? 0) + event.json.length > maxParcelLength) parcels.push((parcel = []));
    parcel.push(event);
    lengths.set(parcel, (lengths.get(parcel) ?? 0) + event.json.length);
  }
  return [...bySubject.values()];
};
