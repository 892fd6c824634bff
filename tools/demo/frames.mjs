import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Opens a plain WebSocket and gives every JSON frame to `onFrame`. */
export const openFrames = async (url, path, onFrame) => {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path);
  socket.on('message', (data) => onFrame(JSON.parse(data.toString())));
  await once(socket, 'open');
  return { send: (frame) => socket.send(JSON.stringify(frame)), close: () => socket.close() };
};
