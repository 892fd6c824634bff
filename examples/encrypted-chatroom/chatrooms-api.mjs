/** A refusal of the server. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   */
  constructor(status, code) {
    super(`${status} ${code}`);
    this.status = status;
  }
}

/**
 * Calls of one person: `(method, path, body) → data`.
 * @param {string} url
 * @param {string} [token]
 */
export const chatroomsApi = (url, token) => async (/** @type {string} */ method, /** @type {string} */ path, /** @type {object=} */ body) => {
  const response = await fetch(url + path, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!answer.success) throw new ApiError(response.status, answer.error.code);
  return answer.data;
};
