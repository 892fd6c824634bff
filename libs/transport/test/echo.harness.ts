import { Controller, Module, type DynamicModule } from '@nestjs/common';
import { AppError, definePluralRpc, defineRpc, defineSignal } from '@parley/contracts';
import { RuntimeModule, ServiceConfig, loadConfig, startService } from '@parley/runtime';
import { failed, HandlePluralRpc, HandleRpc, NatsTransport, OnSignal, succeeded, TransportModule, type Outcome } from '@parley/transport';
import { TestBus, testInfra } from '@parley/testing';
import { IsString, MaxLength } from 'class-validator';

export class WordInput {
  @IsString() @MaxLength(10) word!: string;
}

export class SizeInput {
  @IsString() size!: string;
}

const options = { input: WordInput, errors: ['USER_NOT_FOUND'] } as const;
export const shout = defineRpc<WordInput, string>('echo.word.shout', options);
export const never = defineRpc<WordInput, string>('echo.word.never', { ...options, timeoutMs: 150 });
export const slow = defineRpc<WordInput, string>('echo.word.slow', options);
export const grow = defineRpc<SizeInput, string>('echo.word.grow', { input: SizeInput, errors: [] });
export const count = definePluralRpc<WordInput, number>('echo.word.count', options);
export const nobody = defineRpc<WordInput, string>('nobody.word.shout', { ...options, timeoutMs: 300 });
export const rumours = defineSignal<readonly string[]>('echo.rumours');
export const whisper = defineSignal<string>('echo.whisper');

/** Sizes of the batches the plural handler was given, and the signals heard. */
export const seen = { begun: 0, batches: [] as number[], rumours: [] as string[], whispers: [] as string[] };

@Controller()
class EchoRpc {
  @HandleRpc(shout)
  async shout({ word }: WordInput): Promise<string> {
    if (word === 'absent') throw new AppError('USER_NOT_FOUND', { word });
    if (word === 'bug') throw new TypeError('a bug');
    return word.toUpperCase();
  }

  @HandleRpc(never)
  never(_input: WordInput): Promise<string> {
    seen.begun += 1;
    return new Promise(() => {});
  }

  @HandleRpc(slow)
  async slow({ word }: WordInput): Promise<string> {
    seen.begun += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return `slow ${word}`;
  }

  @HandleRpc(grow)
  async grow({ size }: SizeInput): Promise<string> {
    return 'ü'.repeat(Number(size));
  }

  @HandlePluralRpc(count)
  async count(inputs: readonly WordInput[]): Promise<readonly Outcome<number>[]> {
    seen.batches.push(inputs.length);
    if (inputs.some(({ word }) => word === 'bug')) throw new TypeError('a bug');
    return inputs.map(({ word }) => (word === 'absent' ? failed(new AppError('USER_NOT_FOUND')) : succeeded(word.length)));
  }

  @OnSignal(rumours)
  spread(items: readonly string[]): void {
    seen.rumours.push(...items);
  }

  @OnSignal(whisper)
  heard(text: string): void {
    if (text === 'bug') throw new Error('a bug');
    seen.whispers.push(text);
  }
}

@Module({})
class EchoModule {
  static register(prefix: string): DynamicModule {
    const options = { natsUrl: testInfra().natsUrl, prefix, service: 'echo', instance: 'echo' };
    return { module: EchoModule, imports: [RuntimeModule.register(), TransportModule.register(options)], controllers: [EchoRpc] };
  }
}

/** A service that only echoes, and a bus to call it from. */
export const startEcho = async (): Promise<{ readonly bus: TestBus; stop(): Promise<void>; close(): Promise<void> }> => {
  const bus = await TestBus.open();
  const config = loadConfig(ServiceConfig, { NODE_ENV: 'test', LOG_LEVEL: 'fatal', NATS_URL: testInfra().natsUrl, NATS_PREFIX: bus.options.prefix });
  const app = await startService({ service: 'echo', config, module: EchoModule.register(bus.options.prefix), strategy: NatsTransport });
  return {
    bus,
    stop: () => app.close(),
    close: async () => {
      await app.close();
      await bus.close();
    },
  };
};
