import type { Operations } from '../../../views/operations.view.js';

/** Two digits after the point say enough. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** CB-8.7: latency in milliseconds, errors and CPU in percent, memory in bytes. */
export const presentMetrics = (operations: Operations) => ({
  activeConnections: operations.connections,
  totalMessages: operations.totalMessages,
  messagesPerSecond: rounded(operations.messagesPerSecond),
  averageLatency: rounded(operations.averageLatencyMs),
  errorRate: rounded(operations.errorPercent),
  cpuUsage: rounded(operations.cpuPercent),
  memoryUsage: operations.memoryBytes,
});
