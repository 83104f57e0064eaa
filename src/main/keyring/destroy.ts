/** Destroying a person's desk on this computer: the key first, for without it the rest can't be read by anybody. */
import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { keyringFiles } from './keyring-file.ts';

export interface Destroyed { files: number; bytes: number }

async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return;
  try {
    const { size } = await handle.stat();
    await handle.write(randomBytes(size), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** May be called again where it was cut off; a folder that is gone counts nothing. */
export async function destroyDesk(folder: string): Promise<Destroyed> {
  const files = await readdir(folder).catch(() => [] as string[]);
  const sizes = await Promise.all(files.map((name) => stat(path.join(folder, name)).then(({ size }) => size, () => 0)));
  // Also copies of it that were put aside.
  for (const name of files.filter((one) => keyringFiles.some((keyring) => one.startsWith(keyring)))) {
    await overwrite(path.join(folder, name));
    await rm(path.join(folder, name), { force: true });
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
