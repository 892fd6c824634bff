/** `{success: true, <name>: …}`, as R2-3.1 shows it. */
export const enveloped = <T>(name: string, value: T) => ({ success: true, [name]: value });

/** One object, bare and under its name, so that a client of either reading works (A-R2-02). */
export const envelopedTwice = <T extends object>(name: string, object: T) => ({ success: true, ...object, [name]: object });

/** The error body of R2-5. */
export const refused = (message: string) => ({ success: false, message });
