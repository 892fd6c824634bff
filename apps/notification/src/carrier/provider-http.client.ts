const maxAnswerBytes = 16_384;

/** The body, or its first part when a provider does not stop talking. */
const readSome = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop cancels the rest.
    if (size > maxAnswerBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
};

export interface ProviderAnswer {
  readonly status: number;
  readonly text: string;
}

/** Posts to a provider and reads at most 16 KB of what it says. Throws when it cannot be reached. */
export const postToProvider = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<ProviderAnswer> => {
  // The key goes where the configuration says and nowhere else.
  const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  return { status: response.status, text: await readSome(response) };
};

/** `fetch failed` alone tells nothing; its cause does. */
export const reasonOf = ({ message, cause }: Error): string => {
  const { message: why } = (cause ?? {}) as Partial<Error>;
  return why === undefined ? message : `${message}: ${why}`;
};
