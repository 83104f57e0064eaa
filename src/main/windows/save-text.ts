import { writeFile } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { factsOf, type Log } from '../lifecycle/log.ts';

/** Saves a text where the person says, with the system's own dialog; `saved` is false where they thought better of it. */
export type SaveText = (name: string, text: string) => Promise<Outcome<{ saved: boolean }>>;

export const saveTextFrom = (window: BrowserWindow, log: Log): SaveText => async (name, text) => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name, filters: [{ name: 'JSON', extensions: ['json'] }] });
  if (canceled || filePath === '') return succeed({ saved: false });
  try {
    await writeFile(filePath, text, 'utf8');
    return succeed({ saved: true });
  } catch (error) {
    log.warn('a file could not be saved', factsOf(error));
    return fail('disk-full', 'It could not be saved there. Choose another folder, or free some space on the disk.');
  }
};
