/** One line per step on the terminal, with progress for anything that takes more than a second. */

/** Something this machine cannot do; the message is a whole sentence that says what to do next. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

const HEARTBEAT_MS = 5_000;

/**
 * Runs `work` as one step. On a terminal the line is rewritten as it goes; elsewhere a line is printed every five seconds.
 * `work` may call its argument with a short progress note ("45 of 220 MB"); `ending` words the outcome, "done" unless given.
 */
export async function step<T>(
  title: string, work: (progress: (note: string) => void) => Promise<T>, ending: (result: T) => string = () => 'done',
): Promise<T> {
  const began = performance.now();
  const terminal = process.stdout.isTTY;
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  let note = '';
  const line = (): string => `- ${title}${note === '' ? '' : `: ${note}`}`;
  const timer = setInterval(() => {
    if (terminal) process.stdout.write(`\r\x1b[2K${line()} (${seconds()})`);
    else process.stdout.write(`${line()} (${seconds()} so far)\n`);
  }, terminal ? 250 : HEARTBEAT_MS);
  const finish = (word: string): void => {
    clearInterval(timer);
    process.stdout.write(`${terminal ? '\r\x1b[2K' : ''}- ${title}: ${word} (${seconds()})\n`);
  };
  try {
    const result = await work((text) => { note = text; });
    finish(ending(result));
    return result;
  } catch (error) {
    finish('did not work');
    throw error;
  }
}
