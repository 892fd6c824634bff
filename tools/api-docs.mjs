// node tools/api-docs.mjs: writes docs/api/*.json, which the gateway serves under /api/docs, from docs/spec.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { apiDocuments } from './api-docs/files.mjs';

const root = path.resolve(import.meta.dirname, '..');
for (const [name, text] of Object.entries(apiDocuments(root))) {
  writeFileSync(path.join(root, 'docs/api', name), text);
  console.log(`docs/api/${name}`);
}
