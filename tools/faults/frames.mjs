import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A plain WebSocket whose JSON frames go to `onFrame`; `onClose` hears of its end unless `end` was called. */
export const openFrames = async (url, path, onFrame, onClose) => {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, { handshakeTimeout: 5_000 });
  let isWanted = true;
  socket.on('message', (data) => onFrame(JSON.parse(data.toString())));
  await once(socket, 'open');
  socket.on('error', () => socket.terminate());
  socket.once('close', () => isWanted && onClose());
  return {
    wire: socket,
    send: (frame) => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('the socket is closed');
      socket.send(JSON.stringify(frame));
    },
    end: () => {
      isWanted = false;
      socket.terminate();
    },
  };
};
