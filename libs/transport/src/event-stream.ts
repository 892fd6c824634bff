import { Injectable } from '@nestjs/common';
import {
  jetstream,
  jetstreamManager,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { NatsLink } from './nats-link.js';
import { TransportOptions } from './options.js';
import { eventSubject, streamName } from './wire.js';

const streamNotFound = 10_059;
/** No stream, no such message, or one that was deleted (10057 is what nats-server says of that). */
const gone: readonly number[] = [streamNotFound, 10_037, 10_043, 10_057];
const hour = 3_600_000;
/** What a message holds beside its events: the list's brackets, its headers. */
const roomBytes = 4_096;

/** The stream of one service's events: publishing, its head, and making it when absent. */
@Injectable()
export class EventStream {
  private manager: JetStreamManager | null = null;
  private client: JetStreamClient | null = null;

  constructor(
    private readonly link: NatsLink,
    private readonly options: TransportOptions,
  ) {}

  /** Makes the stream of `service` when it is absent; repeating it changes nothing. */
  async ensure(service: string): Promise<string> {
    const name = streamName(this.options.prefix, service);
    const manager = await this.jsm();
    await manager.streams.add({
      name,
      subjects: [eventSubject(this.options.prefix, `${service}.>`)],
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      max_age: nanos(72 * hour),
      // Outbox rows that are published twice within this time are stored once.
      duplicate_window: nanos(2 * 60_000),
    });
    return name;
  }

  /**
   * Stores events of one subject, given as the text of their envelopes, as one message, and answers its place in the stream.
   * The ids make a repeat of the same list harmless.
   */
  async publish(subject: string, ids: readonly string[], json: readonly string[]): Promise<number> {
    this.client ??= jetstream(await this.link.openEvents(), { timeout: 5_000 });
    const ack = await this.client.publish(eventSubject(this.options.prefix, subject), `[${json.join(',')}]`, {
      msgID: `${ids[0]}-${ids.at(-1)}-${ids.length}`,
    });
    return ack.seq;
  }

  /** Whether a message of the server can hold an event: what is larger it takes at no time. */
  async holds(json: string): Promise<boolean> {
    const { info } = await this.link.openEvents();
    return info === undefined || Buffer.byteLength(json) + roomBytes <= info.max_payload;
  }

  /** Overwrites one event; nothing happens when it is gone already. */
  async erase(service: string, sequence: number): Promise<void> {
    try {
      await (await this.jsm()).streams.deleteMessage(streamName(this.options.prefix, service), sequence, true);
    } catch (error) {
      if (!(error instanceof JetStreamApiError && gone.includes(error.code))) throw error;
    }
  }

  /** The newest place in the stream of `service`; 0 when it is absent or empty. */
  async lastSequence(service: string): Promise<number> {
    try {
      const { state } = await (await this.jsm()).streams.info(streamName(this.options.prefix, service));
      return state.last_seq;
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === streamNotFound) return 0;
      throw error;
    }
  }

  async jsm(): Promise<JetStreamManager> {
    this.manager ??= await jetstreamManager(await this.link.openEvents(), { timeout: 5_000 });
    return this.manager;
  }
}
