/** The operating system's keychain as the keyring sees it; Electron's is in `os-keychain.ts`. */
export interface Keychain {
  /** True only where a real keychain holds the secret, not a password known to everybody. */
  available: () => boolean;
  encrypt: (plain: Buffer) => Buffer;
  /** Null where the keychain is gone, locked, or another one than sealed this. */
  decrypt: (sealed: Buffer) => Buffer | null;
}
