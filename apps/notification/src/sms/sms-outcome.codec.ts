import type { Outcome } from '../carrier/carrier.port.js';

/** What the provider says of this SMS; every other refusal is about our address, key, credit or pace. */
const aboutSms = new Set([400, 413, 422, 451]);

const jsonObject = (body: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** 2xx with an empty body or a JSON object took it (`id`, when there, names it); other 2xx came from something else than the provider. */
export const outcomeOfSms = (status: number, body: string): Outcome => {
  const answer = `${status} ${body}`.trim();
  if (status < 200 || status > 299) return { kind: aboutSms.has(status) ? 'refused' : 'unreachable', answer };
  const content = body === '' ? {} : jsonObject(body);
  if (content === null) return { kind: 'unreachable', answer };
  const { id } = content;
  return { kind: 'sent', answer, providerId: typeof id === 'string' || typeof id === 'number' ? String(id) : null };
};
