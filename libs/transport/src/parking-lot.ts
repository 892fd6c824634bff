/** Where an event goes that its handler could not take: kept with its reason for a person to look at. */
export abstract class ParkingLot {
  abstract park(parked: ParkedEvent): Promise<void>;
}

export interface ParkedEvent {
  readonly consumer: string;
  readonly subject: string;
  /** As it came: it may not even be JSON. */
  readonly body: string;
  readonly reason: string;
  readonly attempts: number;
}
