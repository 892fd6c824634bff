import { MessagePattern } from '@nestjs/microservices';
import type { EventContract, EventEnvelope } from '@parley/contracts';
import { transportId } from './handle-rpc.decorator.js';

export interface EventExtras {
  readonly kind: 'event';
  readonly contract: EventContract<unknown>;
  readonly consumer: string;
  /** Takes a list of events at a time. */
  readonly isPlural: boolean;
}

type Consumer<T> = TypedPropertyDescriptor<(given: T) => Promise<void>>;

const register =
  <P, T>(contract: EventContract<P>, consumer: string, isPlural: boolean) =>
  (target: object, key: string | symbol, descriptor: Consumer<T>): void => {
    const extras = { kind: 'event', contract, consumer, isPlural } satisfies { kind: 'event'; contract: EventContract<P> } & Omit<
      EventExtras,
      'contract'
    >;
    const method = descriptor.value;
    if (method === undefined) throw new Error(`${contract.subject}: not a method`);
    // Nest replaces what a handler throws; returning it keeps the reason.
    const guarded = async function (this: unknown, given: T): Promise<unknown> {
      try {
        await method.call(this, given);
        return null;
      } catch (error) {
        return { failure: error };
      }
    };
    descriptor.value = guarded as typeof method;
    MessagePattern(`event:${contract.subject}:${consumer}`, transportId, extras)(target, key, descriptor);
  };

/**
 * Consumes a durable event, at least once, in the order of its subject. `consumer` names the durable position and
 * must never change. A handler that throws is tried again with growing waits, then the event is parked.
 */
export const OnEvent = <P>(contract: EventContract<P>, consumer: string) => register<P, EventEnvelope<P>>(contract, consumer, false);

/**
 * Like `OnEvent`, for a hot subject: takes the events that travelled together, in order, so that they can be handled in
 * one statement or without any. When it throws they are tried one by one.
 */
export const OnEvents = <P>(contract: EventContract<P>, consumer: string) => register<P, readonly EventEnvelope<P>[]>(contract, consumer, true);
