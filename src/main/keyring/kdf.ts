/** How a passphrase becomes a key: 128 MB and some 0.4 s a try on a desk's computer. A change is a new version of the keyring file. */
export const kdf = { name: 'scrypt', N: 2 ** 17, r: 8, p: 1 } as const;
