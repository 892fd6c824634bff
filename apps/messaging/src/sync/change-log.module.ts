import { Module } from '@nestjs/common';
import { ChangeLog } from './change-log.repository.js';

/** The change log, for every feature that writes or reads it. */
@Module({ providers: [ChangeLog], exports: [ChangeLog] })
export class ChangeLogModule {}
