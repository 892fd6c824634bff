import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
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

/** The errors are not in the file: this process knows them. */
const withErrors = (text: string): string => JSON.stringify({ ...(JSON.parse(text) as object), 'x-error-codes': presentErrorCodes() });

const read = (name: string): ApiDocument => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return { type: types[path.extname(name)] ?? 'text/plain; charset=utf-8', content: name === names['openapi.json'] ? withErrors(text) : text };
};

/** All that is served under /api/docs, read once, at start. A gateway without the folder serves all but that. */
@Injectable()
export class ApiDocumentRegistry {
  private readonly documents: ReadonlyMap<string, ApiDocument>;

  constructor() {
    const files = existsSync(folder) ? readdirSync(folder) : [];
    if (files.length === 0) new Logger(ApiDocumentRegistry.name).warn(`${folder} is not there: /api/docs is not served`);
    this.documents = new Map(files.map((name) => [name, read(name)]));
  }

  find(name: string): ApiDocument | undefined {
    return this.documents.get(names[name] ?? name);
  }
}
