import { expect } from '@jest/globals';
import { http, type HttpAnswer, type HttpCall, type Json } from '@parley/testing';

export type Published = 'connectbest' | 'chatrooms' | 'reals2chat' | 'umoc' | 'v1';

const documents = new Map<Published, Json>();

const documentOf = async (dialect: Published): Promise<Json> => {
  const name = dialect === 'connectbest' ? 'openapi.json' : `${dialect}.openapi.json`;
  if (!documents.has(dialect)) documents.set(dialect, (await http('GET', `/api/docs/${name}`, {}, 0)).body);
  return documents.get(dialect);
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** What of a value a schema of OpenAPI 3.0 does not allow, by its place; only what our documents use of the language. */
const faultsOf = (schema: Json, value: Json, document: Json, place: string): readonly string[] => {
  if (schema.$ref !== undefined) return faultsOf(document.components.schemas[schema.$ref.split('/').at(-1)], value, document, place);
  if (value === null) return schema.nullable === true ? [] : [`${place}: null`];
  if (schema.allOf !== undefined) return schema.allOf.flatMap((one: Json) => faultsOf(one, value, document, place));
  const type = typeOf(value);
  const isOfType = schema.type === undefined || schema.type === type || (schema.type === 'number' && type === 'integer');
  if (!isOfType) return [`${place}: ${type}, not ${schema.type}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${place}: ${String(value)}`];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) return [`${place}: ${String(value)}`];
  if (type === 'array') return value.flatMap((item: Json, at: number) => faultsOf(schema.items ?? {}, item, document, `${place}[${at}]`));
  if (type !== 'object') return [];
  const missing = (schema.required ?? []).filter((key: string) => !(key in value)).map((key: string) => `${place}.${key}: missing`);
  const inner = Object.entries<Json>(value).flatMap(([key, one]) => {
    const described = schema.properties?.[key] ?? schema.additionalProperties;
    return described === undefined ? [] : faultsOf(described, one, document, `${place}.${key}`);
  });
  return [...missing, ...inner];
};

/** Calls `path`, which `route` of a document describes, and holds the answer to the schema published for its status. */
export const callPublished = async (dialect: Published, method: string, route: string, path: string, call: HttpCall): Promise<HttpAnswer> => {
  const document = await documentOf(dialect);
  const answer = await http(method, path, call, 0);
  const { responses } = document.paths[route][method.toLowerCase()];
  const schema = (responses[answer.status] ?? responses.default)?.content?.['application/json']?.schema;
  const asked = `${method} ${route} ${answer.status}`;
  expect([asked, typeOf(schema)]).toEqual([asked, 'object']);
  if (answer.status < 400) expect(Object.keys(responses)).toContain(String(answer.status));
  expect([asked, faultsOf(schema, answer.body, document, '')]).toEqual([asked, []]);
  return answer;
};
