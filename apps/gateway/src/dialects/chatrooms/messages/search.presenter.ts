import type { messaging } from '@parley/contracts';
import { presentMessage } from './messages.presenter.js';

/** RC-messages.search. */
export const presentSearch = ({ hits, total }: messaging.SearchResult, elapsedMs: number) => ({
  results: hits.map(({ message, score, matchedTerms, context }) => ({
    message: presentMessage(message),
    relevance_score: score,
    matched_terms: matchedTerms,
    context: { before: context.before, match: context.match, after: context.after },
  })),
  total_results: total,
  search_time_ms: Math.round(elapsedMs),
});
