import { Module } from '@nestjs/common';
import { ScanModule } from '../scan/scan.module.js';
import { Footage } from './footage.js';
import { Inspector } from './inspector.js';
import { Pictures } from './pictures.js';

@Module({ imports: [ScanModule], providers: [Pictures, Footage, Inspector], exports: [Inspector] })
export class InspectionModule {}
