import { Get, Param, Res } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import type { FastifyReply } from 'fastify';
import { OpenConnectBestController } from '../connectbest.controller.decorator.js';
import { ApiDocumentRegistry } from './api-documents.registry.js';

/** Script and style of our own, calls to this server alone. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** CB-I1, A-CB-84: the interactive page, and the documents behind it (C83). */
@OpenConnectBestController('docs')
export class DocsController {
  constructor(private readonly documents: ApiDocumentRegistry) {}

  @Get()
  page(@Res() reply: FastifyReply) {
    return this.send(reply, 'index.html');
  }

  /** @throws {AppError} ROUTE_NOT_FOUND */
  @Get(':name')
  document(@Param('name') name: string, @Res() reply: FastifyReply) {
    return this.send(reply, name);
  }

  private send(reply: FastifyReply, name: string): FastifyReply {
    const document = this.documents.find(name);
    if (document === undefined) throw new AppError('ROUTE_NOT_FOUND');
    return reply
      .type(document.type)
      .header('content-security-policy', policy)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'public, max-age=300')
      .send(document.content);
  }
}
