import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError, type Rpc } from '@parley/contracts';
import { Gatherer, type Asked } from './gatherer.js';
import { NatsLink } from './nats-link.js';
import { TransportOptions } from './options.js';
import { ReplyInbox, type Silence } from './reply-parts.js';
import { currentRequestId, currentTrace, isTracing, traced } from '@parley/runtime';
import { SecondTries } from './second-tries.js';
import { rpcSilences, rpcSeconds } from './transport-metrics.js';
import { failed, rpcSubject, unwrap, type Outcome, type WireRequest } from './wire.js';

/** Waits between attempts while nobody answers: a service restarts within seconds. */
const retryDelaysMs = [25, 50, 100, 200, 400] as const;

/** Waits before a call is put again to whoever takes it, when whom it met lacks what he needs, as a replica does that is cut from its database. */
const handOverDelaysMs = [20, 60, 180] as const;
/** A refusal that took longer is no sign of one bad replica. */
const handOverWithinMs = 500;

/** What to do about a silence; the argument grants a second asking, or does not. */
type OnSilence = (spend: () => boolean) => void;

const isRefused = (outcome: Outcome<unknown>): boolean => 'error' in outcome && outcome.error.code === 'SERVICE_UNAVAILABLE';

/** The only door to another service: a typed call with a deadline and the contract's errors. */
@Injectable()
export class RpcClient {
  private inbox: ReplyInbox | null = null;
  private readonly gatherers = new Map<string, Gatherer>();
  private readonly secondTries = new SecondTries();

  constructor(
    private readonly link: NatsLink,
    private readonly options: TransportOptions,
  ) {}

  /**
   * A call that is idempotent and meets silence is asked once more, of another replica if there is one; one that is refused
   * at once because something is unavailable there, a few times.
   * @throws {AppError} a code of the contract, INPUT_INVALID, BODY_TOO_LARGE (for a message), SERVICE_UNAVAILABLE (no answer in time) or INTERNAL
   */
  call<I, O>(contract: Rpc<I, O>, input: NoInfer<I>): Promise<O> {
    return isTracing() ? traced(contract.subject, { kind: 'client' }, () => this.answerTo(contract, input)) : this.answerTo(contract, input);
  }

  private async answerTo<I, O>(contract: Rpc<I, O>, input: I): Promise<O> {
    const isIdempotent = contract.isIdempotent(input);
    const lastAt = performance.now() + handOverWithinMs;
    for (let attempt = 0; ; attempt++) {
      const outcome = contract.plural ? await this.gathererOf(contract).add(input, isIdempotent) : await this.ask(contract, input, isIdempotent);
      const wait = isIdempotent && isRefused(outcome) && performance.now() < lastAt ? handOverDelaysMs[attempt] : undefined;
      if (wait === undefined || !this.secondTries.spend()) return unwrap(outcome as Outcome<O>);
      await delay(wait);
    }
  }

  private gathererOf(contract: Rpc<never, unknown> | Rpc<unknown, unknown>): Gatherer {
    const known = this.gatherers.get(contract.subject);
    if (known !== undefined) return known;
    const made = new Gatherer((inputs, onSilence) => this.send(contract, inputs, onSilence));
    this.gatherers.set(contract.subject, made);
    return made;
  }

  private ask<I, O>(contract: Rpc<I, O>, input: I, isIdempotent: boolean): Promise<Outcome<unknown>> {
    const inputs = [{ json: JSON.stringify(input), trace: currentTrace() }];
    return new Promise((resolve, reject) => {
      const take = ([outcome]: readonly Outcome<unknown>[]) => resolve(outcome ?? failed(new AppError('INTERNAL')));
      // What the second one cannot do is no failure yet: the first may still answer, until the deadline.
      const onSilence = (spend: () => boolean) => {
        if (isIdempotent && spend()) void this.send(contract, inputs, () => {}).then(take, () => {});
      };
      this.send(contract, inputs, onSilence).then(take, reject);
    });
  }

  /** Sends again, until the deadline, while nobody listens or the link is down: nothing was done then, so repeating is harmless. */
  private async send<I, O>(contract: Rpc<I, O>, inputs: readonly Asked[], onSilence: OnSilence): Promise<readonly Outcome<unknown>[]> {
    const subject = rpcSubject(this.options.prefix, contract.subject);
    const deadline = Date.now() + contract.timeoutMs;
    this.inbox ??= new ReplyInbox(this.link.connection);
    const notice = () => {
      rpcSilences.inc({ rpc: contract.subject });
      onSilence(() => this.secondTries.spend());
    };
    const traces = isTracing() ? `"traces":${JSON.stringify(inputs.map(({ trace }) => trace))},` : '';
    const list = inputs.map(({ json }) => json).join(',');
    for (let attempt = 0; ; attempt++) {
      const head = { requestId: currentRequestId(), timeoutMs: deadline - Date.now() } satisfies Omit<WireRequest, 'inputs' | 'traces'>;
      const payload = `{"requestId":${JSON.stringify(head.requestId)},"timeoutMs":${head.timeoutMs},${traces}"inputs":[${list}]}`;
      const endTimer = rpcSeconds.startTimer({ rpc: contract.subject });
      try {
        if (!this.link.isUp) throw new AppError('SERVICE_UNAVAILABLE', {}, { cause: 'absent' satisfies Silence });
        const asked = performance.now();
        const { outcomes } = await this.inbox.request(subject, payload, head.timeoutMs, notice);
        endTimer({ outcome: 'answered' });
        this.secondTries.earn(performance.now() - asked);
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
