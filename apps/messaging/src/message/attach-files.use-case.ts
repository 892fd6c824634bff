import { Injectable } from '@nestjs/common';
import { AppError, file, type messaging, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { mayBeOurs } from './attachment.policy.js';
import type { MessageDraft } from './message.repository.js';

type Filed = Pick<MessageDraft, 'conversationId' | 'attachments'>;

/** Has the file service describe the files of a message, and keep them until it is stored. */
@Injectable()
export class AttachFiles {
  constructor(private readonly rpc: RpcClient) {}

  /**
   * The same draft without a question where it names no file of ours. `until`: when it will be sent, if not now.
   * @throws {AppError} ATTACHMENT_INVALID, UPLOAD_INCOMPLETE; SERVICE_UNAVAILABLE when files cannot be asked about
   */
  async execute<D extends Filed>(draft: D, ownerId: UserId, until: string | null): Promise<D> {
    const wanted = draft.attachments.filter(mayBeOurs).map(({ fileId, url }) => ({ fileId, url: fileId === null ? url : null }));
    if (wanted.length === 0) return draft;
    const found = await this.rpc.call(file.reserveFiles, { ownerId, conversationId: draft.conversationId, wanted, until });
    let next = 0;
    const attachments = draft.attachments.map((one): messaging.Attachment => (mayBeOurs(one) ? (found[next++] ?? external(one)) : one));
    return { ...draft, attachments: attachments.filter(isFirst) };
  }
}

/** An address that only looks like one of ours, or that is somebody else's file, is a link like any other. */
const external = (one: messaging.Attachment): messaging.Attachment => {
  if (one.fileId !== null) throw new AppError('ATTACHMENT_INVALID');
  return one;
};

/** A file that is named twice, by its id or its address, is linked once. */
const isFirst = ({ fileId }: messaging.Attachment, at: number, all: readonly messaging.Attachment[]): boolean =>
  fileId === null || all.findIndex((one) => one.fileId === fileId) === at;
