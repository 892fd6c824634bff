/**
 * Where the tools say what they do: a line per event, a line per finished step with the time it took.
 * A string that a step's work returns is printed beside its label.
 * @typedef {object} Report
 * @property {(text: string) => void} line
 * @property {<T>(label: string, work: () => Promise<T>) => Promise<T>} step
 */

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * For pipes, files and tests: finished steps only.
 * @param {(text: string) => void} print
 * @returns {Report}
 */
export function plainReport(print) {
  /** @type {WeakSet<object>} one failure ends all steps under way; only the one it began in is marked */
  const failures = new WeakSet();
  return {
    line: print,
    async step(label, work) {
      const start = performance.now();
      /** @param {string} mark @param {unknown} detail */
      const finish = (mark, detail) => {
        const took = seconds(performance.now() - start);
        print(`  ${mark} ${label.padEnd(14)} ${(typeof detail === 'string' ? detail : '').padEnd(40)} ${took.padStart(8)}`);
      };
      try {
        const result = await work();
        finish('✓', result);
        return result;
      } catch (error) {
        const failure = Object(error);
        if (!failures.has(failure)) finish('✗', '');
        failures.add(failure);
        throw error;
      }
    },
  };
}

/**
 * A plain report on a pipe; on a terminal, a spinner with the steps under way stays below its lines.
 * @param {NodeJS.WriteStream} stream
 * @returns {Report}
 */
export function streamReport(stream) {
  stream.on('error', () => {}); // a reader that went away (| head) must not end the fleet
  if (!stream.isTTY) return plainReport((text) => stream.write(`${text}\n`));

  /** @type {Set<string>} */
  const underWay = new Set();
  let frame = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const draw = () => {
    if (underWay.size === 0) return;
    const text = `  ${frames[frame++ % frames.length]} ${[...underWay].join(', ')} …`;
    stream.write(`\r\x1b[K${text.slice(0, stream.columns - 1)}`);
  };
  const plain = plainReport((text) => {
    stream.write(`\r\x1b[K${text}\n`);
    draw();
  });
  /** @param {string} label */
  const settle = (label) => {
    underWay.delete(label);
    if (underWay.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    line: plain.line,
    step(label, work) {
      underWay.add(label);
      timer ??= setInterval(draw, 100);
      draw();
      return plain.step(label, () => work().finally(() => settle(label)));
    },
  };
}
