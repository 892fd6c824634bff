import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dialects } from '../checks/spec-ids.mjs';
import { decidedSpec } from './decisions.mjs';
import { openApiOf } from './openapi.mjs';
import { postmanOf } from './postman.mjs';

const readJson = (root, file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/**
 * What docs/api holds of what docs/spec says and is built, by file name.
 * @param {string} root
 * @returns {Record<string, string>}
 */
export function apiDocuments(root) {
  const notBuilt = readJson(root, 'tools/spec-not-built.json');
  const documents = dialects.map((dialect) => [dialect, openApiOf(decidedSpec(readJson(root, `docs/spec/${dialect}.json`)), notBuilt[dialect])]);
  const openApi = documents.map(([dialect, document]) => [`${dialect}.openapi.json`, document]);
  const postman = documents
    .filter(([dialect]) => dialect === 'connectbest')
    .map(([dialect, document]) => [`${dialect}.postman.json`, postmanOf(document)]);
  return Object.fromEntries([...openApi, ...postman].map(([name, content]) => [name, `${JSON.stringify(content, null, 1)}\n`]));
}
