/** Looks for malice in a file on this machine. */
export abstract class Scanner {
  /** The name of what was found, or null. @throws {AppError} SERVICE_UNAVAILABLE when it cannot look */
  abstract scan(path: string): Promise<string | null>;
}
