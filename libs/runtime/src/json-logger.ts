import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { currentRequestId } from './request-context.js';
import { stackOf } from './stack-of.js';

/** Nest's logger as JSON, one line an event, always with service and, inside a request, its id. */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(service: string, instance: string, level: string) {
    this.pino = pino({
      level,
      base: { service, instance },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === null ? {} : { requestId };
      },
    });
  }

  log(message: unknown, context?: unknown): void {
    this.pino.info({ context }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.pino.warn({ context }, String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: unknown): void {
    this.pino.trace({ context }, String(message));
  }

  /** Nest passes (message, stack, context) or (message, context). */
  error(message: unknown, ...rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    this.pino.error({ context, ...(stack === undefined ? {} : { stack }) }, stackOf(message));
  }

  fatal(message: unknown, context?: unknown): void {
    this.pino.fatal({ context }, String(message));
  }
}
