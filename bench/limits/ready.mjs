import { createServer } from 'node:http';

/** Answers GET / on READY_PORT from now on: whoever started this process waits for it. */
export const announceReady = () => createServer((_request, response) => response.end('ready')).listen(Number(process.env.READY_PORT), '127.0.0.1');
