import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';

const localhost = /^http:\/\/localhost(:\d+)?$/;

/** Most calls of a page elsewhere are asked about first; a browser that is not told how long that holds asks again after 5 s. */
export const preflightSeconds = 600;

/** Which browsers' pages may call and connect. Most clients that are no browser send no Origin. */
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
