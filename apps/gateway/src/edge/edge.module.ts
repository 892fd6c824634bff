import { Global, Module } from '@nestjs/common';
import { FrameLimits } from './frame-limits.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import { RateLimiter } from './rate-limiter.js';
import { RouteTable } from './route-table.js';

@Global()
@Module({ providers: [RouteTable, RateLimiter, RateLimitGuard, FrameLimits], exports: [RouteTable, RateLimiter, RateLimitGuard, FrameLimits] })
export class EdgeModule {}
