import { Logger } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { AppError } from '@parley/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import type { RpcExtras } from './handle-rpc.decorator.js';
import type { TransportOptions } from './options.js';
import { sendReply } from './reply-parts.js';
import { inRequest, tracedTogether } from '@parley/runtime';
import { failed, readJson, rpcSubject, type WireReply, type WireRequest } from './wire.js';

/** Requests one process works on at a time; above it callers are told at once instead of queueing without bound. */
const maxInFlight = 1_000;

interface Endpoint {
  readonly subject: string;
  readonly handler: MessageHandler;
}

/** Subscribes every RPC handler in the service's queue group and answers. */
export class RpcListener {
  private readonly logger = new Logger(RpcListener.name);
  private readonly subscriptions: Subscription[] = [];
  /** Each answer being worked on → when its caller gives up. */
  private readonly underWay = new Map<Promise<void>, number>();
  private inFlight = 0;

  constructor(
    private readonly connection: NatsConnection,
    private readonly options: TransportOptions,
  ) {}

  listen(handler: MessageHandler, { contract }: RpcExtras): void {
    const endpoint: Endpoint = { subject: contract.subject, handler };
    const subscription = this.connection.subscribe(rpcSubject(this.options.prefix, contract.subject), {
      queue: this.options.service,
      callback: (error, message) => {
        if (error === null) this.begin(endpoint, message);
      },
    });
    this.subscriptions.push(subscription);
  }

  /** Stops taking requests, then waits for those under way whose callers still do. */
  async close(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.drain()));
    const lastDeadline = Math.max(0, ...this.underWay.values());
    await Promise.race([Promise.allSettled(this.underWay.keys()), delay(Math.max(0, lastDeadline - Date.now()), undefined, { ref: false })]);
  }

  private begin(endpoint: Endpoint, message: Msg): void {
    const request = readJson<WireRequest>(message);
    if (!Array.isArray(request?.inputs)) return this.logger.warn(`${message.subject}: not a request`);
    // Who has waited too long for an answer that the link no longer takes has given up; the process ends in order all the same.
    const answered: Promise<void> = this.answer(endpoint, message, request)
      .catch((error: unknown) => this.logger.warn(`${message.subject}: not answered: ${(error as Error).message}`))
      .finally(() => this.underWay.delete(answered));
    this.underWay.set(answered, Date.now() + request.timeoutMs);
  }

  private async answer({ subject, handler }: Endpoint, message: Msg, request: WireRequest): Promise<void> {
    if (this.inFlight >= maxInFlight) {
      const refusal = failed(new AppError('SERVICE_UNAVAILABLE'));
      return sendReply(message, { outcomes: request.inputs.map(() => refusal) });
    }
    this.inFlight += request.inputs.length;
    try {
      const work = () => inRequest(request.requestId, () => handler(request.inputs) as Promise<WireReply['outcomes']>);
      const outcomes = await (request.traces === undefined ? work() : tracedTogether(subject, { kind: 'server' }, request.traces, work));
      sendReply(message, { outcomes });
    } finally {
      this.inFlight -= request.inputs.length;
    }
  }
}
