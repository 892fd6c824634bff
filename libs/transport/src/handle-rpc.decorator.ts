import { Logger } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { AppError, type Rpc } from '@parley/contracts';
import { stackOf } from '@parley/runtime';
import { validateInput } from './validate-input.js';
import { failed, succeeded, type Outcome } from './wire.js';

export const transportId = Symbol('parley-nats');
const logger = new Logger('Rpc');

/** What the listener hands a decorated method, and what it gets back: one outcome per input, in order. */
export type RpcEndpoint = (inputs: readonly unknown[]) => Promise<readonly Outcome<unknown>[]>;

export interface RpcExtras {
  readonly kind: 'rpc';
  readonly contract: Rpc<unknown, unknown>;
}

/** Expected failures pass; anything else is a bug: logged with its stack, sent as INTERNAL. */
const toOutcome = (error: unknown, subject: string): Outcome<never> => {
  if (error instanceof AppError) return failed(error);
  logger.error(`${subject}: ${stackOf(error)}`);
  return failed(new AppError('INTERNAL'));
};

type SingularHandler<I, O> = (input: I) => Promise<O>;
type PluralHandler<I, O> = (inputs: readonly I[]) => Promise<readonly Outcome<O>[]>;

const register =
  <I, O, H>(contract: Rpc<I, O>, wrap: (self: unknown, handler: H) => RpcEndpoint) =>
  (target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<H>): void => {
    const handler = descriptor.value;
    if (handler === undefined) throw new Error(`${contract.subject}: not a method`);
    const endpoint = function (this: unknown, inputs: readonly unknown[]) {
      return wrap(this, handler)(inputs);
    };
    descriptor.value = endpoint as H;
    const extras = { kind: 'rpc', contract } satisfies { kind: 'rpc'; contract: Rpc<I, O> };
    MessagePattern(`rpc:${contract.subject}`, transportId, extras)(target, key, descriptor);
  };

/** Answers a contract: the input is validated, the method's result or AppError becomes the reply. */
export const HandleRpc = <I extends object, O>(contract: Rpc<I, O>) =>
  register<I, O, SingularHandler<I, O>>(
    contract,
    (self, handler) => async (inputs) =>
      Promise.all(
        inputs.map(async (input) => {
          try {
            return succeeded(await handler.call(self, validateInput(contract.input, input)));
          } catch (error) {
            return toOutcome(error, contract.subject);
          }
        }),
      ),
  );

/** Answers a plural contract: invalid inputs fail alone, the rest reach the method together. */
export const HandlePluralRpc = <I extends object, O>(contract: Rpc<I, O>) =>
  register<I, O, PluralHandler<I, O>>(contract, (self, handler) => async (inputs) => {
    const outcomes: Outcome<unknown>[] = [];
    const valid: { readonly at: number; readonly input: I }[] = [];
    inputs.forEach((input, at) => {
      try {
        valid.push({ at, input: validateInput(contract.input, input) });
      } catch (error) {
        outcomes[at] = toOutcome(error, contract.subject);
      }
    });
    try {
      const results =
        valid.length === 0
          ? []
          : await handler.call(
              self,
              valid.map(({ input }) => input),
            );
      valid.forEach(({ at }, index) => (outcomes[at] = results[index] ?? failed(new AppError('INTERNAL'))));
    } catch (error) {
      const failure = toOutcome(error, contract.subject);
      valid.forEach(({ at }) => (outcomes[at] = failure));
    }
    return outcomes;
  });
