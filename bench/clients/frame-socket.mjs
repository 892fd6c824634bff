import { WebSocket } from 'ws';

/**
 * A plain WebSocket that has been accepted.
 * @param {string} address
 * @param {import('../load/sessions.mjs').Client['faults']} faults
 * @returns {Promise<{ send: (text: string) => void, listen: (listener: (text: string) => void) => void, close: () => void }>}
 */
export function openFrameSocket(address, faults) {
  const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
  let isClosing = false;
  return new Promise((resolve, reject) => {
    socket.on('error', (error) => {
      faults.errors += 1;
      faults.last = error.message;
      reject(error);
    });
    socket.on('close', (code) => {
      if (isClosing) return;
      faults.dropped += 1;
      faults.last = `closed with ${code}`;
    });
    socket.on('open', () =>
      resolve({
        send: (text) => socket.send(text),
        listen: (listener) => socket.on('message', (data) => listener(data.toString())),
        close: () => {
          isClosing = true;
          socket.close();
        },
      }),
    );
  });
}
