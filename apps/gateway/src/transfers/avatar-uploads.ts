import { Injectable } from '@nestjs/common';
import { AppError, user, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import { FormUploads } from './form-uploads.js';

/** Takes a picture from the field `file` of a form, and shows it as its owner's avatar (C37). */
@Injectable()
export class AvatarUploads {
  constructor(
    private readonly rpc: RpcClient,
    private readonly forms: FormUploads,
  ) {}

  /**
   * The profile with the new picture. Until the profile names it the picture is an unused upload, which expires.
   * @throws {AppError} what FormUploads throws
   */
  async receive(request: FastifyRequest, origin: Origin): Promise<user.Profile> {
    const form = { origin, purpose: 'avatar', fileField: 'file', maxFiles: 1, place: () => null } as const;
    const [stored] = await this.forms.receive(request, form);
    if (stored === undefined) throw new AppError('FILE_UPLOAD_FAILED');
    return this.rpc.call(user.setAvatar, { origin, fileId: stored.id, avatarUrl: stored.url });
  }
}
