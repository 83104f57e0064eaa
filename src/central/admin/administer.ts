/** One administrator's command from the command line: over the store itself, or through the centre that has it open. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readCouncil } from '../demo/council-files.ts';
import { lockFolder } from '../pg/folder-lock.ts';
import type { Connection } from '../pg/open-store.ts';
import { inTenths } from '../progress.ts';
import { openCentralStore } from '../serve.ts';
import type { Outcome } from '#contract/failures.ts';
import { adminCommands, runAdminCommand } from './commands.ts';
import { askAtDoor } from './door.ts';

export interface Administering {
  councilFolder: string;
  store: Connection;
  name: string;
  words: string[];
  flags: Record<string, boolean>;
  texts: Record<string, string>;
  /** Prints how far it is, of what takes a while. */
  say: (line: string) => void;
}

export async function administer({ councilFolder, store: connection, name, words, flags, texts: given, say }: Administering): Promise<Outcome<string>> {
  const by = os.userInfo().username;
  const council = await readCouncil(councilFolder);
  if (!council.ok) return council;
  const texts = { ...given };
  for (const [text, file] of Object.entries(adminCommands[name]?.files ?? {})) {
    const where = path.join(councilFolder, file);
    if (existsSync(where)) texts[text] = await readFile(where, 'utf8');
  }
  const folder = connection.kind === 'pglite' ? connection.folder : null;
  const lock = folder === null ? null : await lockFolder(folder);
  if (folder !== null && lock?.ok === false) return await askAtDoor(folder, { name, words, flags, texts, by }, say) ?? lock;
  try {
    const opened = await openCentralStore(connection, council.value.profile.id);
    if (!opened.ok) return opened;
    try {
      return await runAdminCommand(opened.value, name, { words, flags, texts, by, now: Date.now(), onProgress: inTenths(say) });
    } finally {
      await opened.value.close();
    }
  } finally {
    if (lock?.ok === true) await lock.value.release();
  }
}
