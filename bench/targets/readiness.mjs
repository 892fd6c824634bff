import net from 'node:net';

/**
 * @param {string} url
 * @returns {Promise<string | null>} null once it answers 200, else why not, as a supervised process is asked
 */
export async function pageTrouble(url) {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return status === 200 ? null : `${url} answers ${status}`;
  } catch {
    return `${url} does not answer`;
  }
}

/**
 * @param {number} port
 * @returns {Promise<string | null>} null once it accepts connections
 */
export const portTrouble = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('error', () => resolve(`port ${port} does not answer`));
    socket.once('connect', () => {
      socket.destroy();
      resolve(null);
    });
  });
