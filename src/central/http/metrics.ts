import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isCommandName } from '#domain/commands/names.ts';
import type { HeadWatch } from '../feed/head-watch.ts';
import type { CentralStore } from '../pg/central-store.ts';

export interface Metrics {
  registry: Registry;
  request: (route: string, method: string, status: number, seconds: number) => void;
  command: (name: string, status: string) => void;
  signIn: (result: string) => void;
}

/** Prometheus metrics. Labels are closed sets: nothing a person typed becomes one. */
export function createMetrics(store: CentralStore, watch: HeadWatch): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'casefront_http_request_seconds', help: 'Time to answer a request, by route and status.', registers,
    labelNames: ['route', 'method', 'status'], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
  });
  const commands = new Counter({ name: 'casefront_commands_total', help: 'Commands received, by name and what became of them.', registers, labelNames: ['name', 'status'] });
  const signIns = new Counter({ name: 'casefront_sign_ins_total', help: 'Sign-ins tried, by result.', registers, labelNames: ['result'] });
  new Gauge({
    name: 'casefront_feed_version', help: 'The version at the head of the change feed.', registers,
    async collect() { this.set((await store.head()).version); },
  });
  new Gauge({ name: 'casefront_desks_waiting', help: 'Desks waiting for the feed to move.', registers, collect() { this.set(watch.waiting); } });
  return {
    registry,
    request: (route, method, status, seconds) => { requests.observe({ route, method, status }, seconds); },
    command: (name, status) => { commands.inc({ name: isCommandName(name) ? name : 'unknown', status }); },
    signIn: (result) => { signIns.inc({ result }); },
  };
}
