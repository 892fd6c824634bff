import { MessagePattern } from '@nestjs/microservices';
import type { EventContract, EventEnvelope } from '@parley/contracts';
import { transportId } from './handle-rpc.decorator.js';

export interface EventExtras {
  readonly kind: 'event';
  readonly contract: EventContract<unknown>;
  readonly consumer: string;
}

/**
 * Consumes a durable event, at least once, in stream order. `consumer` names the durable position and
 * must never change. A handler that throws is tried again with growing waits, then the event is parked.
 */
export const OnEvent =
  <P>(contract: EventContract<P>, consumer: string) =>
  (target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<(event: EventEnvelope<P>) => Promise<void>>): void => {
    const extras = { kind: 'event', contract, consumer } satisfies { kind: 'event'; contract: EventContract<P>; consumer: string };
    const method = descriptor.value;
    if (method === undefined) throw new Error(`${contract.subject}: not a method`);
    // Nest replaces what a handler throws; returning it keeps the reason.
    const guarded = async function (this: unknown, event: EventEnvelope<P>): Promise<unknown> {
      try {
        await method.call(this, event);
        return null;
      } catch (error) {
        return { failure: error };
      }
    };
    descriptor.value = guarded as typeof method;
    MessagePattern(`event:${contract.subject}:${consumer}`, transportId, extras)(target, key, descriptor);
  };
