const paint = (colour, text) => (process.stdout.isTTY || process.env.FORCE_COLOR ? `\u001b[${colour}m${text}\u001b[0m` : text);
const green = 32;
const red = 31;

/** One line of what a person does or sees, in that person's colour. */
export const tell = (person, text) => console.log(`${paint(person.colour, `${person.name.padEnd(5)} ${person.dialect.padEnd(12)}`)} ${text}`);

/**
 * The closing table: sender by row, receiver by column, live latency in ms.
 * @param {{from: import('./person.mjs').Person, to: import('./person.mjs').Person, latency: number | null, kept: boolean}[]} results
 */
export const table = (people, results) => {
  const width = 14;
  console.log(`\n${'sent by ↓  received by →'.padEnd(26)}${people.map(({ dialect }) => dialect.padStart(width)).join('')}`);
  for (const from of people) {
    const cells = people.map((to) => {
      if (to === from) return '·'.padStart(width);
      const { latency, kept } = results.find((result) => result.from === from && result.to === to);
      const text = latency === null ? 'not heard' : kept ? `${latency.toFixed(1)} ms` : 'not in history';
      return paint(latency !== null && kept ? green : red, text.padStart(width));
    });
    console.log(`${paint(from.colour, `${from.name.padEnd(5)} ${from.dialect}`.padEnd(26))}${cells.join('')}`);
  }
  const good = results.filter(({ latency, kept }) => latency !== null && kept);
  const sorted = good.map(({ latency }) => latency).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const verdict = `${results.length} sent, ${good.length} received and kept${median === undefined ? '' : `, median ${median.toFixed(1)} ms`}`;
  console.log(`\n${paint(good.length === results.length ? green : red, verdict)}`);
  return good.length === results.length;
};
