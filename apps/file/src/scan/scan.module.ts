import { Module } from '@nestjs/common';
import { FileConfig } from '../file.config.js';
import { ClamdScanner } from './clamd.adapter.js';
import { Scanner } from './scanner.port.js';
import { SignatureScanner } from './signature.adapter.js';

const scannerOf = ({ CLAMAV_HOST }: FileConfig): Scanner => (CLAMAV_HOST === undefined ? new SignatureScanner() : new ClamdScanner(CLAMAV_HOST));

@Module({ providers: [{ provide: Scanner, inject: [FileConfig], useFactory: scannerOf }], exports: [Scanner] })
export class ScanModule {}
