import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '#contract/failures.ts';

/** Two processes in one PGlite folder would destroy it: PGlite itself does not keep the second one out. */
export interface FolderLock {
  release: () => Promise<void>;
}

const LOCK_FILE = 'centre.lock';

/** When a process was started, as the system counts it: a number tells it from a later one with the same id. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
    // The command's name, in brackets, may hold spaces; the start time is the twentieth field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function holderOf(file: string): Promise<number | null> {
  const [pidText = '', start = ''] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const now = await startOf(pid);
  return start !== '' && now !== '' && start !== now ? null : pid;
}

/** Takes the folder for this process; a lock left by a process that was killed is taken over. */
export async function lockFolder(folder: string): Promise<Outcome<FolderLock>> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, LOCK_FILE);
  const content = `${String(process.pid)} ${await startOf(process.pid)}\n`;
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await writeFile(file, content, { flag: 'wx' });
      return succeed({ release: () => rm(file, { force: true }) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = await holderOf(file);
      if (holder !== null) {
        return fail('not-allowed', `The data folder ${folder} is in use by another central store (process ${String(holder)}). Stop that one, or give --data another folder.`);
      }
      await rm(file, { force: true });
    }
  }
  return fail('not-allowed', `The data folder ${folder} is being taken by another central store. Start only one, or give --data another folder.`);
}
