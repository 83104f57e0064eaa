import { APP_ORIGIN } from '../security/app-protocol.ts';

/** What there is to know about who called, as Electron tells it. */
export interface Sender {
  /** Of the frame that called; null where it is gone already. */
  frame: { origin: string; isMain: boolean } | null;
  /** Whether it is our own window's page. */
  isOurWindow: boolean;
}

export const isTrusted = (sender: Sender): boolean =>
  sender.isOurWindow && sender.frame !== null && sender.frame.isMain && sender.frame.origin === APP_ORIGIN;
