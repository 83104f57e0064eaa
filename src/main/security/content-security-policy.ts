/** React Aria adds one style element; this is its text's hash, and a test holds it to the installed version. */
export const REACT_ARIA_STYLE_HASH = 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=';

/**
 * The screen runs our own scripts and styles, shows our own fonts and images, and talks to nobody: all it knows comes
 * over the bridge. Trusted types are left out: React Aria empties its announcer by `innerHTML = ''`.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' '${REACT_ARIA_STYLE_HASH}'`,
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
