import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { ChangeDigest } from './change-digest.use-case.js';
import { DigestRepository } from './digest.repository.js';
import { DigestRpc } from './digest.rpc.js';
import { SendDigests } from './send-digests.use-case.js';

@Module({ imports: [DeliveryModule], controllers: [DigestRpc], providers: [DigestRepository, SendDigests, ChangeDigest] })
export class DigestModule {}
