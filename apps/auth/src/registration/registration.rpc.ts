import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { Register } from './register.use-case.js';

@Controller()
export class RegistrationRpc {
  constructor(private readonly register: Register) {}

  @HandleRpc(auth.register)
  make(input: auth.RegisterInput): Promise<auth.Registration> {
    return this.register.execute(input);
  }
}
