import { Module } from '@nestjs/common';
import { BlockMirrorEvents } from './block-mirror.events.js';
import { BlockMirrorRepository } from './block-mirror.repository.js';
import { BlockMirrorRpc } from './block-mirror.rpc.js';

@Module({ controllers: [BlockMirrorRpc, BlockMirrorEvents], providers: [BlockMirrorRepository], exports: [BlockMirrorRepository] })
export class BlockMirrorModule {}
