import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { stackOf } from '@parley/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimitGuard } from '../edge/rate-limit.guard.js';
import { RouteTable } from '../edge/route-table.js';
import { tellWait } from '../edge/tell-wait.js';
import { DialectRegistry } from './dialect.registry.js';

type RefusalCode = 'ROUTE_NOT_FOUND' | 'BODY_MALFORMED' | 'BODY_TOO_LARGE';

/** Fastify and Nest speak in statuses; the catalogue does not. */
const codeOfStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'BODY_MALFORMED',
  404: 'ROUTE_NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'BODY_MALFORMED',
};

/** The one global filter: any failure of a request, unknown routes and malformed JSON included, in its dialect's shape. */
@Catch()
export class DialectErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(DialectErrorFilter.name);

  constructor(
    private readonly registry: DialectRegistry,
    private readonly routes: RouteTable,
    private readonly limits: RateLimitGuard,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const path = request.url.split('?')[0] ?? '/';
    const { error, allow } = this.toAppError(await this.counted(thrown, request, reply), request.method, path);
    const { status, body } = this.registry
      .ofRequest(request.method, path)
      .presentError(error, { requestId: request.id, method: request.method, path });
    if (allow.length > 0) void reply.header('allow', allow.join(', '));
    tellWait(error, reply);
    void reply.status(status).send(body);
  }

  /** What is refused before the limits are asked, as a body that cannot be read is, counts like any other request (A-RC-34). */
  private counted(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (reply.hasHeader('x-ratelimit-limit')) return Promise.resolve(thrown);
    return this.limits.check(request, reply).then(
      () => thrown,
      (refusal: unknown) => refusal,
    );
  }

  private toAppError(thrown: unknown, method: string, path: string): { readonly error: AppError; readonly allow: readonly string[] } {
    if (thrown instanceof AppError) return { error: thrown, allow: [] };
    const status = thrown instanceof HttpException ? thrown.getStatus() : ((thrown as { readonly statusCode?: number } | null)?.statusCode ?? 500);
    const code = codeOfStatus[status];
    if (code === undefined) {
      this.logger.error(`${method} ${path}: ${stackOf(thrown)}`);
      return { error: new AppError('INTERNAL'), allow: [] };
    }
    return this.toRefusal(code, method, path);
  }

  /** A body is judged only where there is somebody to read it: it is parsed before its path is looked up (A-00-03). */
  private toRefusal(code: RefusalCode, method: string, path: string): { readonly error: AppError; readonly allow: readonly string[] } {
    const methods = this.routes.methodsOf(path);
    if (methods.length === 0) return { error: new AppError('ROUTE_NOT_FOUND'), allow: [] };
    if (code === 'ROUTE_NOT_FOUND' || !methods.includes(method)) return { error: new AppError('METHOD_NOT_ALLOWED'), allow: methods };
    return { error: new AppError(code), allow: [] };
  }
}
