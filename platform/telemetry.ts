// What happened, for operators: each business event is one counter and one log line with ids.

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Log } from '#platform/log.ts';

export interface Telemetry {
  readonly registry: Registry;
  readonly log: Log;
  /** `labels` have few values (they become a time series each); `ids` go to the log alone. */
  record(event: string, labels?: Record<string, string>, ids?: Record<string, string | number>): void;
  /** Seconds. */
  observe(name: string, seconds: number, labels?: Record<string, string>): void;
  /** As `observe`, for what waits for people: buckets from seconds to a week. A name belongs to one of the two. */
  observeLong(name: string, seconds: number, labels?: Record<string, string>): void;
  gauge(name: string, value: number, labels?: Record<string, string>): void;
}

/** Seconds; from a cache hit to the hour within which a warning must be out. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];

/** Seconds; an hour, a shift, a night, a weekend. */
const LONG_BUCKETS = [10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400, 172_800, 259_200, 604_800];

export function createTelemetry(log: Log): Telemetry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const events = new Counter({
    name: 'jaga_events_total',
    help: 'Business events by name and outcome',
    labelNames: ['event', 'outcome'],
    registers: [registry],
  });
  const histograms = new Map<string, Histogram>();
  const gauges = new Map<string, Gauge>();
  const histogram = (name: string, labels: Record<string, string>, buckets: number[]): Histogram =>
    once(histograms, name, () => new Histogram({ name, help: name, buckets, labelNames: Object.keys(labels), registers: [registry] }));
  return {
    registry,
    log,
    record(event, labels = {}, ids = {}) {
      events.inc({ event, outcome: labels['outcome'] ?? 'ok' });
      log.info({ event, ...labels, ...ids });
    },
    observe: (name, seconds, labels = {}) => histogram(name, labels, BUCKETS).observe(labels, seconds),
    observeLong: (name, seconds, labels = {}) => histogram(name, labels, LONG_BUCKETS).observe(labels, seconds),
    gauge(name, value, labels = {}) {
      once(gauges, name, () => new Gauge({ name, help: name, labelNames: Object.keys(labels), registers: [registry] })).set(labels, value);
    },
  };
}

function once<T>(made: Map<string, T>, name: string, make: () => T): T {
  const existing = made.get(name) ?? make();
  made.set(name, existing);
  return existing;
}
