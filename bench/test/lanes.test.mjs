import assert from 'node:assert/strict';
import test from 'node:test';
import { Lanes } from '../load/lanes.mjs';

const load = { warmupSeconds: 0.02, seconds: 0.1, bodyBytes: 40 };
const meter = { start: () => {}, stop: () => null };
const soon = (work) => setImmediate(work);

test('a closed loop keeps its window under way in every lane, and no more', async () => {
  const underWay = [0, 0];
  let most = 0;
  const lanes = new Lanes({
    count: 2,
    receivers: 1,
    load: { window: 3, ...load },
    send: (lane, _turn, body) => {
      underWay[lane] += 1;
      most = Math.max(most, ...underWay);
      soon(() => {
        underWay[lane] -= 1;
        lanes.arrived(body);
      });
    },
  });
  const { metrics, faults } = await lanes.run(meter);
  assert.equal(most, 3);
  assert.ok(metrics.latencyMs.count > 10);
  assert.ok(metrics.perSecond > 100);
  assert.equal(faults.lost, 0);
});

test('a room message is on its way until its last receiver has it', async () => {
  const sent = [];
  const lanes = new Lanes({
    count: 1,
    receivers: 3,
    load: { window: 1, ...load },
    send: (_lane, turn, body) => {
      sent.push(turn);
      soon(() => {
        lanes.arrived(body);
        lanes.arrived(body);
        if (turn === 0) assert.deepEqual(sent, [0], 'the next waits for the third receiver');
        lanes.arrived(body);
      });
    },
  });
  await lanes.run(meter);
  assert.deepEqual(sent, [...sent.keys()]);
  assert.ok(sent.length > 1);
});

test('latency counts from the time a message was due, not from when it could be sent', async () => {
  let isStalled = true;
  const lanes = new Lanes({
    count: 1,
    receivers: 1,
    load: { perSecond: 200, warmupSeconds: 0, seconds: 0.2, bodyBytes: 40 },
    send: (_lane, _turn, body) => {
      if (isStalled) {
        isStalled = false;
        const until = performance.now() + 100;
        while (performance.now() < until); // the generator itself stands still
      }
      lanes.arrived(body);
    },
  });
  const { metrics } = await lanes.run(meter);
  assert.ok(metrics.latencyMs.max >= 80, `${metrics.latencyMs.max} ms`);
});

test('what never arrives is lost, what arrives twice counts once, refusals are counted', async () => {
  const sent = [];
  const lanes = new Lanes({
    count: 1,
    receivers: 1,
    load: { window: 1, warmupSeconds: 0, seconds: 0.05, bodyBytes: 40 },
    drainMs: 60,
    send: async (_lane, turn, body) => {
      sent.push(turn);
      if (turn === 2) throw new Error('refused');
      soon(() => {
        lanes.arrived(body);
        lanes.arrived(body);
      });
    },
  });
  const { faults } = await lanes.run(meter);
  assert.deepEqual(faults, { lost: 1, refused: 1 });
  assert.deepEqual(sent, [0, 1, 2]);
});

test('bodies have the length asked for and begin with their number', async () => {
  const bodies = [];
  const lanes = new Lanes({
    count: 1,
    receivers: 1,
    load: { window: 1, ...load },
    send: (_lane, turn, body) => {
      bodies.push(body);
      assert.equal(parseInt(body, 10), turn);
      soon(() => lanes.arrived(body));
    },
  });
  await lanes.run(meter);
  assert.ok(bodies.every((body) => body.length === load.bodyBytes));
});
