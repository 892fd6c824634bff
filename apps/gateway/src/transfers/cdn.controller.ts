import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { AppError, file, parseId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileAnswer } from './file-answer.js';

/** Kept no longer than a signed address is good for: a deleted file is gone when it is asked for again. */
const cacheControl = 'private, max-age=300';

/** Capability addresses of every dialect (C68): whoever has one may read. */
@Controller('cdn')
export class CdnController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly answer: FileAnswer,
  ) {}

  /** `GET /cdn/{id}/{name}?s=`: 200, 206, 304 or 416; 302 where clients reach the store themselves; else 404. The name is decoration. */
  @Get(':id/:name')
  async read(@Param('id') given: string, @Query('s') signature: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const fileId = parseId<'file'>(given);
    if (fileId === null || typeof signature !== 'string' || !/^[\w-]{1,128}$/.test(signature)) throw new AppError('FILE_NOT_FOUND');
    const opened = await this.rpc.call(file.openByLink, { fileId, signature });
    if (opened.redirectUrl !== null) return void reply.headers({ 'cache-control': 'no-store', location: opened.redirectUrl }).status(302).send();
    await this.answer.send(request, reply, opened, { isAlwaysSaved: false, cacheControl });
  }
}
