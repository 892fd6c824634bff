import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Problem } from '../tools/cli/problem.mjs';

/** Where a Node process that is sent SIGUSR1 listens for its inspector, unless told otherwise at its start. */
const inspector = 'http://127.0.0.1:9229/json/list';
const tries = 50;

/**
 * Opens the inspector of a running Node process for some work, and closes it again.
 * @template T
 * @param {number} pid
 * @param {(call: (method: string, params?: object) => Promise<any>) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Problem} when another process has the inspector's port
 */
export async function inspect(pid, work) {
  process.kill(pid, 'SIGUSR1');
  const session = await openInspector();
  try {
    const { result } = await session.call('Runtime.evaluate', { expression: 'process.pid' });
    if (result.value !== pid) throw new Problem(`Process ${result.value} has the inspector's port; process ${pid} cannot be inspected.`);
    return await work(session.call);
  } finally {
    await session.close();
  }
}

async function openInspector() {
  const socket = new WebSocket(await inspectorUrl());
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  /** @type {Map<number, (result: any) => void>} */
  const calls = new Map();
  socket.on('message', (data) => {
    const { id, result } = JSON.parse(data.toString());
    calls.get(id)?.(result);
    calls.delete(id);
  });
  let last = 0;
  const call = (/** @type {string} */ method, params = {}) =>
    new Promise((resolve) => {
      calls.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const close = async () => {
    // The port is wanted by the next process; closing the inspector ends this connection too.
    const ended = new Promise((resolve) => socket.once('close', resolve));
    void call('Runtime.evaluate', { expression: `setTimeout(() => process.getBuiltinModule('inspector').close(), 10)` });
    await Promise.race([ended, sleep(1_000)]);
    socket.terminate();
  };
  return { call, close };
}

/** @returns {Promise<string>} */
async function inspectorUrl() {
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      const [target] = await (await fetch(inspector)).json();
      return target.webSocketDebuggerUrl;
    } catch {
      await sleep(100);
    }
  }
  throw new Problem(`No inspector answers at ${inspector}.`);
}
