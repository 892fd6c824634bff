import { currentTrace, isTracing, traced } from '@parley/runtime';
import type { Prepared } from './prepared.js';

const verb = /\b(INSERT INTO|UPDATE|DELETE FROM|SELECT)\b/i;
const table = /\b(?:INSERT INTO|UPDATE|DELETE FROM|FROM)\s+([a-z_]+)/i;

/** What a statement does to which table first; its text stays here. */
export const statementName = (sql: string): { readonly operation: string; readonly collection: string | null } => ({
  operation: verb.exec(sql)?.[1]?.split(' ')[0]?.toUpperCase() ?? 'SQL',
  collection: table.exec(sql)?.[1] ?? null,
});

/** A statement as a step of the trace that is under way, if there is one. */
export const tracedStatement = <T>(sql: string | Prepared, run: () => Promise<T>): Promise<T> => {
  if (!isTracing() || currentTrace() === null) return run();
  const { operation, collection } = statementName(typeof sql === 'string' ? sql : sql.text);
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    ...(collection === null ? {} : { 'db.collection.name': collection }),
  };
  return traced(collection === null ? operation : `${operation} ${collection}`, { kind: 'client', attributes }, run);
};
