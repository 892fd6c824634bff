import { Module } from '@nestjs/common';
import { KeysRpc } from './keys.rpc.js';
import { TokenCodec } from './token.codec.js';

@Module({ controllers: [KeysRpc], providers: [TokenCodec], exports: [TokenCodec] })
export class KeysModule {}
