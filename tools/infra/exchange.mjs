import net from 'node:net';

/**
 * Opens a TCP connection, sends bytes, and listens until the answer says enough.
 * @template T
 * @param {object} options
 * @param {string} [options.host]
 * @param {number} options.port
 * @param {string | Buffer} [options.send]
 * @param {(received: string) => T | undefined} options.until given all that was received so far, latin1; an answer
 *   other than undefined ends the exchange, and so does an error
 * @param {number} options.timeoutMs
 * @returns {Promise<T>}
 */
export function exchange({ host = '127.0.0.1', port, send, until, timeoutMs }) {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = net.connect({ host, port });
    const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const conclude = () => {
      try {
        const answer = until(received);
        if (answer === undefined) return;
        resolve(answer);
      } catch (error) {
        reject(error);
      }
      socket.destroy();
    };
    socket.on('connect', () => {
      if (send) socket.write(send);
      conclude();
    });
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      conclude();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      reject(new Error('the connection was closed'));
    });
  });
}

/**
 * An exchange as a readiness check.
 * @param {() => Promise<string | null>} ask
 * @returns {Promise<string | null>} null, or why not
 */
export const reasonOf = (ask) => ask().catch((error) => error.message || error.code);
