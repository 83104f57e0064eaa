import { safeStorage } from 'electron';
import type { Keychain } from './keychain.ts';

/** On Linux Electron falls back to a password that is in its source; that is no keychain. */
function isReal(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  const backend: string = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}

/** Electron's own; use after the app is ready. */
export const osKeychain: Keychain = {
  available: isReal,
  encrypt: (plain) => safeStorage.encryptString(plain.toString('base64')),
  decrypt: (sealed) => {
    if (!isReal()) return null;
    try {
      return Buffer.from(safeStorage.decryptString(sealed), 'base64');
    } catch {
      // It throws for another keychain's text and for damage alike, and both have the same way out.
      return null;
    }
  },
};
