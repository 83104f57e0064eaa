import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Outcome } from '#contract/failures.ts';
import type { Sender } from './trusted-sender.ts';

/** The one door from a page into main. */
export function listenToScreen(
  ours: WebContents, answer: (sender: Sender, channel: unknown, args: unknown) => Promise<Outcome<unknown>>,
): void {
  const senderOf = (event: IpcMainInvokeEvent): Sender => ({
    frame: event.senderFrame === null ? null : { origin: event.senderFrame.origin, isMain: event.senderFrame === event.sender.mainFrame },
    isOurWindow: event.sender === ours,
  });
  ipcMain.handle('casefront:invoke', (event, channel: unknown, args: unknown) => answer(senderOf(event), channel, args));
}
