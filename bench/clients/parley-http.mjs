/** An answer that is not a success. */
export class HttpRefusal extends Error {
  /**
   * @param {string} request
   * @param {number} status
   * @param {string} body
   */
  constructor(request, status, body) {
    super(`${request}: ${status} ${body.slice(0, 300)}`);
    this.status = status;
  }
}

/**
 * @param {string} url with the path
 * @param {object} body
 * @param {string} [token]
 * @returns {Promise<any>} the answer's JSON
 * @throws {HttpRefusal}
 */
export async function post(url, body, token) {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new HttpRefusal(`POST ${url}`, response.status, text);
  return JSON.parse(text);
}
