import assert from 'node:assert/strict';
import test from 'node:test';
import { markdownTables } from '../table.mjs';

const record = (target, repeat, perSecond, extra = {}) => ({
  scenario: 'direct',
  title: '32 in flight',
  load: {},
  figure: 'perSecond',
  target,
  protocol: 'x',
  repeat,
  metrics: { perSecond, latencyMs: { p50: 1, p95: 2, p99: 3 } },
  cpu: { cores: { foreign: 0.1 }, microsPerOperation: { gateway: 200, tiny: 1, loadGenerator: 50 } },
  faults: {},
  ...extra,
});

test('a row per target: median, range and ratios to the peers', () => {
  const records = [record('parley', 1, 3_000), record('ejabberd', 1, 1_500), record('parley', 2, 1_000), record('parley', 3, 2_000)];
  const lines = markdownTables(records).split('\n');
  assert.equal(lines[0], '### direct');
  assert.equal(lines[4], '| 32 in flight | parley (x) | 2,000 | 1,000–3,000 | 1 | 2 | 3 | 201 | gateway 200, loadGenerator 50 | 0.1 | 1.33 |  |  |');
  assert.equal(lines[5], '| 32 in flight | ejabberd (x) | 1,500 | 1,500–1,500 | 1 | 2 | 3 | 201 | gateway 200, loadGenerator 50 | 0.1 | 1 |  |  |');
});

test('a load judged by its latency has ratios of latencies', () => {
  const slow = { figure: 'p50', metrics: { perSecond: 1_000, latencyMs: { p50: 4, p95: 5, p99: 6 } } };
  const records = [record('parley', 1, 0, slow), record('composed', 1, 0, { ...slow, metrics: { perSecond: 1_000, latencyMs: { p50: 2 } } })];
  assert.match(markdownTables(records), /parley \(x\) \| 1,000 \| .* \| 2 \| {2}\|$/m);
});

test('where nothing could be metered the cells are empty', () => {
  const text = markdownTables([record('parley', 1, 5, { cpu: null })]);
  assert.ok(text.endsWith('| 5 | 5–5 | 1 | 2 | 3 |  |  |  |  |  |  |'), text);
});

test('log-ins are judged by what a core does', () => {
  const logIns = (/** @type {string} */ target, /** @type {number} */ perCore) =>
    record(target, 1, 500, { scenario: 'login', figure: 'perCore', metrics: { perSecond: 500, perCore, latencyMs: {} } });
  const text = markdownTables([logIns('parley', 18), logIns('bare', 20)]);
  assert.match(text, /log-ins\/s per core/);
  assert.match(text, /parley \(x\) \| 18 \| .* \| 0\.9 \|$/m);
});
