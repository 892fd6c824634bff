import type { Server, ServerResponse } from 'node:http';

export interface AnswerPatience {
  /** A connection on which nothing moves, neither way, is over: longer than any answer lets its client wait. */
  readonly stillMs: number;
  /** Of all answers that are given and not read yet; a page of history may be 6 MB. */
  readonly maxBytes: number;
}

const patience: AnswerPatience = { stillMs: 60_000, maxBytes: 64 * 1024 * 1024 };

/**
 * Bounds what clients hold who ask and do not read the answer: Node keeps it for them without end. Who has had longest to read his
 * goes first when all of it together is too much; one who reads a little now and then would else hold his for hours.
 */
export const boundUnreadAnswers = (server: Server, { stillMs, maxBytes }: AnswerPatience = patience): void => {
  const unread = new Map<ServerResponse, number>();
  let total = 0;
  const release = (response: ServerResponse): void => {
    total -= unread.get(response) ?? 0;
    unread.delete(response);
  };
  server.setTimeout(stillMs);
  server.prependListener('request', (_request, response: ServerResponse) => {
    response.once('prefinish', () => {
      const bytes = response.writableLength;
      if (bytes === 0) return;
      unread.set(response, bytes);
      total += bytes;
      response.once('close', () => release(response));
      for (const [oldest] of unread) {
        if (total <= maxBytes) return;
        release(oldest);
        oldest.destroy();
      }
    });
  });
};
