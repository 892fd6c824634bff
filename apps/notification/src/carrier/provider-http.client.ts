const maxAnswerBytes = 16_384;

/** A provider's answer, or its first part when it does not stop talking. */
export const readSome = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
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
  return { status: response.status, text: response.body === null ? '' : await readSome(response.body) };
};

/** `fetch failed` alone tells nothing; its cause does. */
export const reasonOf = ({ message, cause }: Error): string => {
  const { message: why } = (cause ?? {}) as Partial<Error>;
  return why === undefined ? message : `${message}: ${why}`;
};
