/** A statement of a hot path: each connection parses it once and keeps its plan. For texts that never change, and whose best plan does not depend on the values. */
export interface Prepared {
  /** Unique within the service. */
  readonly name: string;
  readonly text: string;
}

/** What node-postgres takes in place of a text. It writes the values into it, so every call gets one of its own. */
export const textOf = (sql: string | Prepared): string => (typeof sql === 'string' ? sql : ({ name: sql.name, text: sql.text } as unknown as string));
