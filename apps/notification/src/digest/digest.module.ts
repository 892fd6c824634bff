import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { DigestRepository } from './digest.repository.js';
import { SendDigests } from './send-digests.use-case.js';

@Module({ imports: [DeliveryModule], providers: [DigestRepository, SendDigests] })
export class DigestModule {}
