import { Global, Module } from '@nestjs/common';
import { FrameLimits } from './frame-limits.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import { RateLimiter } from './rate-limiter.js';
import { RequestMeter } from './request-meter.js';
import { RouteTable } from './route-table.js';

@Global()
@Module({
  providers: [RouteTable, RateLimiter, RateLimitGuard, FrameLimits, RequestMeter],
  exports: [RouteTable, RateLimiter, RateLimitGuard, FrameLimits, RequestMeter],
})
export class EdgeModule {}
