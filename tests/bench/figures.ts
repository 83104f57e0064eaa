/** Medians, 95th percentiles and ratios, and how they are printed. */
export interface Figure { median: number; p95: number; runs: number }

export function figureOf(samples: number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), runs: sorted.length };
}

/** Runs `work` over each input once to warm up, then `rounds` times, and times each run in milliseconds. */
export function timed<T>(inputs: readonly T[], rounds: number, work: (input: T) => unknown): Figure {
  for (const input of inputs) work(input);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const input of inputs) {
      const began = performance.now();
      work(input);
      samples.push(performance.now() - began);
    }
  }
  return figureOf(samples);
}

/** Of this thread: what it did itself, whatever else the machine was busy with. Milliseconds. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/**
 * Two ways of the same, turn about, each in milliseconds of this thread's own work on average: what else the machine is
 * busy with does not count. The system counts in ticks of some milliseconds, so only many runs together say anything.
 */
export function workTogether<T>(inputs: readonly T[], rounds: number, work: (input: T) => unknown, baseline: (input: T) => unknown): [ours: number, baseline: number] {
  const ways = [work, baseline];
  for (const way of ways) for (const input of inputs) way(input);
  const sums: [number, number] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const [n, way] of ways.entries()) {
      const began = cpuMs();
      for (const input of inputs) way(input);
      sums[n === 0 ? 0 : 1] += cpuMs() - began;
    }
  }
  return [sums[0] / rounds / inputs.length, sums[1] / rounds / inputs.length];
}

export interface Row { what: string; ours: string; baseline: string; ratio: string }
const ms = (figure: Figure): string => `${figure.median.toFixed(figure.median < 10 ? 2 : 0)} ms (p95 ${figure.p95.toFixed(figure.p95 < 10 ? 2 : 0)})`;

export const compared = (what: string, ours: Figure, baseline: Figure): Row =>
  ({ what, ours: ms(ours), baseline: ms(baseline), ratio: `${(ours.median / baseline.median).toFixed(2)} ×` });
export const work = (what: string, ours: number, baseline: number): Row =>
  ({ what, ours: `${ours.toFixed(2)} ms`, baseline: `${baseline.toFixed(2)} ms`, ratio: `${(ours / baseline).toFixed(2)} ×` });
export const alone = (what: string, ours: Figure): Row => ({ what, ours: ms(ours), baseline: '', ratio: '' });

/** A Markdown table, as `docs/performance.md` keeps it. */
export function tableOf(rows: readonly Row[], baseline: string): string {
  return [`| what | Casefront | ${baseline} | ratio |`, '|---|---|---|---|',
    ...rows.map((row) => `| ${row.what} | ${row.ours} | ${row.baseline} | ${row.ratio} |`)].join('\n');
}

export interface Turns {
  /** Ends the watch: how long a keystroke would have waited each time, in milliseconds, shortest first, and the most memory seen, in MB. */
  end: () => { waits: number[]; longestMs: number; peakMb: number };
}

const LOOK_MS = 5;

/** Watches how long this process is held up, and how much memory it holds meanwhile. */
export function watchTurns(): Turns {
  const waits: number[] = [];
  let last = performance.now();
  let peakMb = 0;
  const tick = setInterval(() => {
    const now = performance.now();
    waits.push(Math.max(0, now - last - LOOK_MS));
    last = now;
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20);
  }, LOOK_MS);
  return {
    end() {
      clearInterval(tick);
      const sorted = waits.toSorted((a, b) => a - b);
      return { waits: sorted, longestMs: sorted.at(-1) ?? 0, peakMb };
    },
  };
}
