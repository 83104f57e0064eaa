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

export interface Row { what: string; ours: string; baseline: string; ratio: string }
const ms = (figure: Figure): string => `${figure.median.toFixed(figure.median < 10 ? 2 : 0)} ms (p95 ${figure.p95.toFixed(figure.p95 < 10 ? 2 : 0)})`;

export const compared = (what: string, ours: Figure, baseline: Figure): Row =>
  ({ what, ours: ms(ours), baseline: ms(baseline), ratio: `${(ours.median / baseline.median).toFixed(2)} ×` });
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
