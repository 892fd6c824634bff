import { Global, Module } from '@nestjs/common';
import { HealthView } from './health.view.js';

/** Compositions over several contracts that every dialect may use. */
@Global()
@Module({ providers: [HealthView], exports: [HealthView] })
export class ViewsModule {}
