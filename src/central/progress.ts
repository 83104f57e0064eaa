/** How far something is that takes a while; `total` is null where nobody knows it yet. */
export interface Progress { step: string; done: number; total: number | null }
export type OnProgress = (progress: Progress) => void;

/** A line for each step and each tenth of it: there may be a million rows. */
export function inTenths(print: (line: string) => void): OnProgress {
  let said = '';
  return ({ step, done, total }) => {
    const tenth = total === null || total === 0 ? '' : ` ${String(Math.floor((done / total) * 10) * 10)} %`;
    const line = `${step}${tenth}`;
    if (line !== said) print(line);
    said = line;
  };
}
