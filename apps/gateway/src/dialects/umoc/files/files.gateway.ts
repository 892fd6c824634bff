import { Injectable } from '@nestjs/common';
import { AppError, file, parseId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { checkInput } from '../../input.pipe.js';
import { presentNewMessage } from '../messages/messages.presenter.js';
import { chatRef } from '../umoc.ids.js';
import { replyOf, type Reply, type Verbs } from '../verb.js';
import { FileMessageView } from './file-message.view.js';
import { CompleteFileDto, PrepareFileDto, toPrepareUpload } from './files.dto.js';
import { presentTicket } from './files.presenter.js';

/** File Sharing: prepare, then the bytes by HTTP (`upload-target.controller.ts`), then complete. */
@Injectable()
export class FilesGateway {
  constructor(
    private readonly rpc: RpcClient,
    private readonly fileMessages: FileMessageView,
  ) {}

  readonly verbs: Verbs = {
    upload_file_prepare: (viewer, data) => this.prepare(viewer, checkInput(PrepareFileDto, data)),
    upload_file_complete: (viewer, data) => this.complete(viewer, checkInput(CompleteFileDto, data)),
  };

  /** UM-c2s-upload_file_prepare → `file_upload_ready`. */
  private async prepare(viewer: Viewer, dto: PrepareFileDto): Promise<Reply> {
    return replyOf('file_upload_ready', presentTicket(await this.rpc.call(file.prepareUpload, toPrepareUpload(viewer, dto))));
  }

  /** UM-c2s-upload_file_complete → `new_message` at every member; a repeat is answered to this client alone. */
  private async complete(viewer: Viewer, { file_id, file_type, recipient_id, is_group }: CompleteFileDto): Promise<Reply> {
    const fileId = parseId<'file'>(file_id);
    if (fileId === null) throw new AppError('FILE_NOT_FOUND');
    const chat = chatRef(recipient_id, is_group ?? false);
    const upload = { fileId, claimedMime: file_type, chat };
    const { message, conversation, isNew } = await this.fileMessages.send(originOf(viewer, 'umoc'), upload);
    return { event: 'new_message', data: presentNewMessage(message, conversation), isBroadcast: isNew };
  }
}
