import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { GatewayConfig } from '../../../gateway.config.js';
import { presentErrorCodes } from './error-codes.presenter.js';

export interface ApiDocument {
  readonly type: string;
  readonly content: string;
}

/** Beside the program, in a checkout and in the image; what it holds is made by tools/api-docs.mjs, the page apart. */
const folder = 'docs/api';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/** The names of A-CB-84, which are ConnectBest's. */
const names: Readonly<Record<string, string>> = { 'openapi.json': 'connectbest.openapi.json', 'postman.json': 'connectbest.postman.json' };

/** What this process knows beside the file: the path before all of its own, and the errors. */
const completed = (name: string, text: string, base: string): string => {
  if (name === 'index.html') return text.replaceAll('"/api/docs', `"${base}/api/docs`);
  if (!name.endsWith('.openapi.json')) return text;
  const document = { ...(JSON.parse(text) as object), servers: [{ url: base || '/' }] };
  return JSON.stringify(name === names['openapi.json'] ? { ...document, 'x-error-codes': presentErrorCodes() } : document);
};

const read = (name: string, base: string): ApiDocument => ({
  type: types[path.extname(name)] ?? 'text/plain; charset=utf-8',
  content: completed(name, readFileSync(path.join(folder, name), 'utf8'), base),
});

/** All that is served under /api/docs, read once, at start. A gateway without the folder serves all but that. */
@Injectable()
export class ApiDocumentRegistry {
  private readonly documents: ReadonlyMap<string, ApiDocument>;

  constructor({ PUBLIC_URL }: GatewayConfig) {
    const base = new URL(PUBLIC_URL).pathname.replace(/\/$/, '');
    const files = existsSync(folder) ? readdirSync(folder) : [];
    if (files.length === 0) new Logger(ApiDocumentRegistry.name).warn(`${folder} is not there: /api/docs is not served`);
    this.documents = new Map(files.map((name) => [name, read(name, base)]));
  }

  find(name: string): ApiDocument | undefined {
    return this.documents.get(names[name] ?? name);
  }
}
