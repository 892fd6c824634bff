import { Controller, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { AppError, parseId } from '@parley/contracts';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { takesBytes } from '../../../edge/raw-bytes.js';
import { bearerToken } from '../../../session/bearer-token.codec.js';
import { TicketUploads } from '../../../transfers/ticket-uploads.js';
import { presentUploaded } from './files.presenter.js';

/** Where a client may put its upload token. */
interface TokenQuery {
  readonly token?: unknown;
  readonly upload_token?: unknown;
}

const tokenOf = ({ headers }: FastifyRequest, query: TokenQuery): string => {
  const places = [headers['x-upload-token'], bearerToken(headers.authorization), query.token, query.upload_token];
  const found = places.find((place) => typeof place === 'string');
  if (typeof found !== 'string' || !/^[\w.~+/=-]{1,512}$/.test(found)) throw new AppError('UPLOAD_TOKEN_INVALID');
  return found;
};

/** The address that upload_file_prepare gives out. Its token is all it asks for. */
@Controller('api/upload')
export class UploadTargetController {
  constructor(private readonly uploads: TicketUploads) {}

  /** UM-HTTP-upload: PUT of the bytes; 200 `{success, file_id}` (A-UM-21). */
  @Put(':fileId')
  @RouteConfig(takesBytes)
  put(@Param('fileId') id: string, @Query() query: TokenQuery, @Req() request: FastifyRequest) {
    return this.receive(id, query, request);
  }

  /** UM-HTTP-upload: POST of the bytes, or of a form with the field `file`. */
  @Post(':fileId')
  @HttpCode(200)
  @RouteConfig(takesBytes)
  post(@Param('fileId') id: string, @Query() query: TokenQuery, @Req() request: FastifyRequest) {
    return this.receive(id, query, request);
  }

  private async receive(id: string, query: TokenQuery, request: FastifyRequest) {
    const fileId = parseId<'file'>(id);
    if (fileId === null) throw new AppError('UPLOAD_TOKEN_INVALID');
    return presentUploaded(await this.uploads.receive(request, fileId, tokenOf(request, query)));
  }
}
