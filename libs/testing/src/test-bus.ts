import { randomBytes } from 'node:crypto';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { AppError, type EventContract, type EventEnvelope, type Rpc, type SignalContract } from '@parley/contracts';
import { Health } from '@parley/runtime';
import { EventStream, failed, NatsLink, RpcClient, Signals, succeeded, type Outcome, type TransportOptions } from '@parley/transport';
import { eventually } from './eventually.js';
import { testInfra, workerId } from './infra.js';
import { noteRefusal } from './refusals.js';

/** Undefined for what is no JSON: tests publish that, too, and an error here would end the bus. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The outside of a service under test: calls its contracts, hears its events and signals, answers for its neighbours. */
export class TestBus {
  private readonly heard: { readonly subject: string; readonly payload: unknown }[] = [];

  /** For signals a neighbour would send. */
  readonly signals: Signals;
  private readonly client: RpcClient;
  private readonly stream: EventStream;

  private constructor(
    readonly options: TransportOptions,
    private readonly connection: NatsConnection,
    private readonly link: NatsLink,
  ) {
    this.signals = new Signals(link, options);
    this.client = new RpcClient(link, options);
    this.stream = new EventStream(link, options);
    this.hear('event');
    this.hear('signal');
  }

  /** Joins the bus under a prefix of its own, or as one more caller under a given one. */
  static async open(prefix = `t${workerId()}_${randomBytes(4).toString('hex')}.`): Promise<TestBus> {
    const options: TransportOptions = { natsUrl: testInfra().natsUrl, service: 'test', instance: 'test', prefix };
    const link = new NatsLink(options, new Health());
    await link.open();
    const connection = await connect({ servers: options.natsUrl.replace(/^nats:\/\//, '') });
    return new TestBus(options, connection, link);
  }

  private hear(kind: 'event' | 'signal'): void {
    const space = `${this.options.prefix}${kind}.`;
    this.connection.subscribe(`${space}>`, {
      callback: (_error, message) => {
        const subject = message.subject.slice(space.length);
        const payload = parsed(message.string());
        if (payload === undefined) return;
        // A stream message brings a list of events; a signal is its own payload.
        const payloads = kind === 'event' && Array.isArray(payload) ? payload : [payload];
        this.heard.push(...payloads.map((one: unknown) => ({ subject, payload: one })));
      },
    });
  }

  /** Answers once all is heard that was signalled before the answer: it comes over a connection of its own, and might overtake that. */
  async call<I, O>(contract: Rpc<I, O>, input: NoInfer<I>): Promise<O> {
    try {
      const answer = await this.client.call(contract, input);
      await this.settled();
      return answer;
    } catch (error) {
      noteRefusal(contract.subject, error);
      throw error;
    }
  }

  /** Stands in for a neighbour that answers one contract, or refuses with the AppError it throws; its calls are recorded. */
  answer<I, O>(contract: Rpc<I, O>, reply: (input: I) => O): readonly I[] {
    const calls: I[] = [];
    this.connection.subscribe(`${this.options.prefix}rpc.${contract.subject}`, {
      callback: (_error, message) => {
        const { inputs } = message.json<{ readonly inputs: readonly I[] }>();
        calls.push(...inputs);
        message.respond(JSON.stringify({ outcomes: inputs.map((input) => outcomeOf(() => reply(input))) }));
      },
    });
    return calls;
  }

  /** The next event of a contract that satisfies `matches`, already heard or still to come. */
  event<P>(contract: EventContract<P>, matches: (payload: P) => boolean): Promise<EventEnvelope<P>> {
    return eventually(() => {
      const found = this.heard.find(({ subject, payload }) => subject === contract.subject && matches((payload as EventEnvelope<P>).payload));
      if (found === undefined) throw new Error(`${contract.subject} was not published`);
      return found.payload as EventEnvelope<P>;
    }, 5_000);
  }

  signal<P>(contract: SignalContract<P>, matches: (payload: P) => boolean): Promise<P> {
    return eventually(() => {
      const found = this.heard.find(({ subject, payload }) => subject === contract.subject && matches(payload as P));
      if (found === undefined) throw new Error(`${contract.subject} was not signalled`);
      return found.payload as P;
    }, 5_000);
  }

  /** Resolves once all is heard that the server had by now: before what was heard is counted. */
  settled(): Promise<void> {
    return this.connection.flush();
  }

  /** All events of a contract heard so far, for "exactly once" and "none". */
  eventsOf<P>(contract: EventContract<P>): readonly EventEnvelope<P>[] {
    return this.heard.filter(({ subject }) => subject === contract.subject).map(({ payload }) => payload as EventEnvelope<P>);
  }

  /** All signals of a contract heard so far. */
  signalsOf<P>(contract: SignalContract<P>): readonly P[] {
    return this.heard.filter(({ subject }) => subject === contract.subject).map(({ payload }) => payload as P);
  }

  /** Puts events together into the stream of their service, as the outbox relay of that service would. */
  async publish<P>(contract: EventContract<P>, ...envelopes: readonly EventEnvelope<P>[]): Promise<void> {
    await this.stream.ensure(contract.subject.split('.')[0] ?? '');
    // A repeat must reach the consumer, not be dropped by the stream as the relay's repeats are.
    await jetstream(this.connection).publish(`${this.options.prefix}event.${contract.subject}`, JSON.stringify(envelopes));
  }

  /** Resolves once every consumer has handled all there is of a contract's stream, repeats included. */
  async consumed(contract: { readonly subject: string }): Promise<void> {
    const stream = await this.stream.ensure(contract.subject.split('.')[0] ?? '');
    const manager = await jetstreamManager(this.connection);
    await eventually(async () => {
      for await (const { name, num_pending, num_ack_pending } of manager.consumers.list(stream))
        if (num_pending + num_ack_pending > 0) throw new Error(`${name} has not handled everything`);
    }, 15_000);
    await this.settled();
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.link.onApplicationShutdown();
  }
}

const outcomeOf = <O>(reply: () => O): Outcome<O> => {
  try {
    return succeeded(reply());
  } catch (error) {
    if (error instanceof AppError) return failed(error);
    throw error;
  }
};
