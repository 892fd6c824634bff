import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError, type Rpc } from '@parley/contracts';
import { Gatherer } from './gatherer.js';
import { NatsLink } from './nats-link.js';
import { TransportOptions } from './options.js';
import { ReplyInbox } from './reply-parts.js';
import { currentRequestId } from '@parley/runtime';
import { rpcSeconds } from './transport-metrics.js';
import { rpcSubject, unwrap, type Outcome, type WireRequest } from './wire.js';

/** Waits between attempts while nobody answers: a service restarts within seconds. */
const retryDelaysMs = [25, 50, 100, 200, 400] as const;

/** The only door to another service: a typed call with a deadline and the contract's errors. */
@Injectable()
export class RpcClient {
  private inbox: ReplyInbox | null = null;
  private readonly gatherers = new Map<string, Gatherer>();

  constructor(
    private readonly link: NatsLink,
    private readonly options: TransportOptions,
  ) {}

  /** @throws {AppError} a code of the contract, INPUT_INVALID, SERVICE_UNAVAILABLE (no answer in time) or INTERNAL */
  async call<I, O>(contract: Rpc<I, O>, input: NoInfer<I>): Promise<O> {
    const outcome = contract.plural ? await this.gathererOf(contract).add(input) : (await this.send(contract, [JSON.stringify(input)]))[0];
    if (outcome === undefined) throw new AppError('INTERNAL');
    return unwrap(outcome as Outcome<O>);
  }

  private gathererOf(contract: Rpc<never, unknown> | Rpc<unknown, unknown>): Gatherer {
    const known = this.gatherers.get(contract.subject);
    if (known !== undefined) return known;
    const made = new Gatherer((inputs) => this.send(contract, inputs));
    this.gatherers.set(contract.subject, made);
    return made;
  }

  /** Sends again, until the deadline, while nobody listens: nothing was done then, so repeating is harmless. */
  private async send<I, O>(contract: Rpc<I, O>, inputs: readonly string[]): Promise<readonly Outcome<unknown>[]> {
    const subject = rpcSubject(this.options.prefix, contract.subject);
    const deadline = Date.now() + contract.timeoutMs;
    this.inbox ??= new ReplyInbox(this.link.connection);
    for (let attempt = 0; ; attempt++) {
      const head = { requestId: currentRequestId(), timeoutMs: deadline - Date.now() } satisfies Omit<WireRequest, 'inputs'>;
      const payload = `{"requestId":${JSON.stringify(head.requestId)},"timeoutMs":${head.timeoutMs},"inputs":[${inputs.join(',')}]}`;
      const endTimer = rpcSeconds.startTimer({ rpc: contract.subject });
      try {
        const { outcomes } = await this.inbox.request(subject, payload, head.timeoutMs);
        endTimer({ outcome: 'answered' });
        return outcomes;
      } catch (error) {
        endTimer({ outcome: 'failed' });
        const wait = retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 0;
        const isRetryable = error instanceof AppError && error.cause === 'absent' && Date.now() + wait < deadline;
        if (!isRetryable) throw error;
        await delay(wait);
      }
    }
  }
}
