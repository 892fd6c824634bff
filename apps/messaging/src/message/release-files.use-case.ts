import { Injectable } from '@nestjs/common';
import { file } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { MessageDraft } from './message.repository.js';

/** Gives back the files that were kept for messages which do not come: refused ones, repeats, and those that were to come later. */
@Injectable()
export class ReleaseFiles {
  constructor(private readonly rpc: RpcClient) {}

  /** Never fails: what is not given back is free after a minute, or once its message would have come. */
  async execute(drafts: readonly Pick<MessageDraft, 'attachments'>[]): Promise<void> {
    const kept = drafts.map(({ attachments }) => attachments.flatMap(({ fileId }) => fileId ?? [])).filter(({ length }) => length > 0);
    await Promise.allSettled(kept.map((fileIds) => this.rpc.call(file.releaseFiles, { fileIds })));
  }
}
