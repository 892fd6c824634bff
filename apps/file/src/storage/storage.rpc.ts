import { Controller } from '@nestjs/common';
import { file } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { CheckStorage } from './check-storage.query.js';

@Controller()
export class StorageRpc {
  constructor(private readonly checkStorage: CheckStorage) {}

  @HandleRpc(file.checkStorage)
  check(_input: file.CheckStorageInput): Promise<null> {
    return this.checkStorage.execute();
  }
}
