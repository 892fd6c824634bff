import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';

const localhost = /^http:\/\/localhost(:\d+)?$/;

/** Which browsers' pages may call and connect. Clients that are no browser send no Origin. */
@Injectable()
export class Origins {
  private readonly allowed: ReadonlySet<string>;
  private readonly isDevelopment: boolean;

  constructor(config: GatewayConfig) {
    this.allowed = new Set([new URL(config.PUBLIC_URL).origin, ...config.ALLOWED_ORIGINS]);
    this.isDevelopment = config.ALLOWED_ORIGINS.length === 0;
  }

  /** `null` (a sandboxed page) is an origin like any other, and not listed. */
  allows(origin: string | undefined): boolean {
    return origin === undefined || this.allowed.has(origin) || (this.isDevelopment && localhost.test(origin));
  }
}
