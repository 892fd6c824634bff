import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { TokenCodec } from './token.codec.js';

@Controller()
export class KeysRpc {
  constructor(private readonly tokens: TokenCodec) {}

  @HandleRpc(auth.getKeys)
  async get(_: auth.GetKeysInput) {
    return { keys: this.tokens.publicKeys };
  }
}
