/** Measures what a desk asks of the centre: how often, how long it took, and what went wrong. Nothing of what was asked. */
import type { RequestKind } from '#contract/diagnostics.ts';
import type { FailureCode, Outcome } from '#contract/failures.ts';
import type { CentralClient } from '../sync/central-client.ts';

/** Durations are told of the last so many of a kind. */
const KEPT = 100;

const kinds: Partial<Record<string, RequestKind>> = {
  hello: 'hello', signIn: 'sign-in', refresh: 'refresh', recoverKey: 'recover-key', head: 'head', pull: 'pull', snapshot: 'snapshot', push: 'push',
};

export interface RequestFigures { kind: RequestKind; count: number; failed: number; medianMs: number; p95Ms: number; longestMs: number }
export interface FailureFigures { kind: RequestKind; code: FailureCode; count: number; lastAt: number }

export interface RequestMeter {
  /** The same client, measured. */
  over: (client: CentralClient) => CentralClient;
  requests: () => RequestFigures[];
  failures: () => FailureFigures[];
}

interface Measured { count: number; failed: number; ms: number[] }

export function createRequestMeter(now: () => number): RequestMeter {
  const measured = new Map<RequestKind, Measured>();
  const failed = new Map<string, FailureFigures>();

  function note(kind: RequestKind, ms: number, outcome: Outcome<unknown>): void {
    const one = measured.get(kind) ?? { count: 0, failed: 0, ms: [] };
    measured.set(kind, one);
    one.count += 1;
    one.ms.push(Math.round(ms));
    if (one.ms.length > KEPT) one.ms.shift();
    if (outcome.ok) return;
    one.failed += 1;
    const { code } = outcome.failure;
    const known = failed.get(`${kind} ${code}`) ?? { kind, code, count: 0, lastAt: 0 };
    failed.set(`${kind} ${code}`, { ...known, count: known.count + 1, lastAt: now() });
  }

  return {
    over: (client) => new Proxy(client, {
      get(target, name: string) {
        const method = target[name as keyof CentralClient] as unknown;
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]): Promise<unknown> => {
          const began = performance.now();
          const answer = await (method as (...given: unknown[]) => Promise<Outcome<unknown>>).apply(target, args);
          // A question taken back, because there was something better to do, is neither slow nor a failure.
          const takenBack = args.some((arg) => arg instanceof AbortSignal && arg.aborted);
          if (!takenBack && isOutcome(answer)) note(kinds[name] ?? 'other', performance.now() - began, answer);
          return answer;
        };
      },
    }),
    requests: () => [...measured].map(([kind, { count, failed: failures, ms }]) => {
      const sorted = ms.toSorted((a, b) => a - b);
      const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
      return { kind, count, failed: failures, medianMs: at(0.5), p95Ms: at(0.95), longestMs: sorted.at(-1) ?? 0 };
    }),
    failures: () => [...failed.values()],
  };
}

const isOutcome = (answer: unknown): answer is Outcome<unknown> => typeof answer === 'object' && answer !== null && 'ok' in answer;
