import { Module } from '@nestjs/common';
import { Health } from './health.js';

/** What every process has: one Health. */
@Module({ providers: [Health], exports: [Health] })
class HealthModule {}

@Module({})
export class RuntimeModule {
  static register() {
    return { module: RuntimeModule, global: true, imports: [HealthModule], exports: [HealthModule] };
  }
}
