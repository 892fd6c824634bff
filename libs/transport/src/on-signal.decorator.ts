import { Logger } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { SignalContract } from '@parley/contracts';
import { stackOf } from '@parley/runtime';
import { transportId } from './handle-rpc.decorator.js';

const logger = new Logger('Signal');

export interface SignalExtras {
  readonly kind: 'signal';
  readonly contract: SignalContract<unknown>;
}

/** Hears a signal. A failure is logged and forgotten: the sender never waits. */
export const OnSignal =
  <P>(contract: SignalContract<P>) =>
  (target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<(payload: P) => Promise<void> | void>): void => {
    const method = descriptor.value;
    if (method === undefined) throw new Error(`${contract.subject}: not a method`);
    descriptor.value = async function (this: unknown, payload: P) {
      try {
        await method.call(this, payload);
      } catch (error) {
        logger.error(`${contract.subject}: ${stackOf(error)}`);
      }
    };
    const extras = { kind: 'signal', contract } satisfies { kind: 'signal'; contract: SignalContract<P> };
    MessagePattern(`signal:${contract.subject}:${String(key)}`, transportId, extras)(target, key, descriptor);
  };
