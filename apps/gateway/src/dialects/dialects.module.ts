import { Global, Module } from '@nestjs/common';
import { DialectRegistry, DIALECTS } from './dialect.registry.js';
import type { Dialect } from './dialect.js';

const mounted: readonly Dialect[] = [];

/** The five dialects and the registry that chooses between them. */
@Global()
@Module({
  imports: [],
  providers: [{ provide: DIALECTS, useValue: mounted }, DialectRegistry],
  exports: [DialectRegistry],
})
export class DialectsModule {}
