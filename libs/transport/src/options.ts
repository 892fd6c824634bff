/** How a process joins the bus. */
export abstract class TransportOptions {
  /** `nats://host:port`, several separated by commas. */
  abstract readonly natsUrl: string;
  /** The app's name; its replicas share one queue group. */
  abstract readonly service: string;
  /** This process, e.g. `messaging-2`: shown in connection lists. */
  abstract readonly instance: string;
  /** Put before every subject and stream, so that several fleets can share a server; empty in production. */
  abstract readonly prefix: string;
}
