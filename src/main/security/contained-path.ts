import path from 'node:path';

/**
 * The file a page's address means, or null where it would lie outside the folder. The address may hold anything:
 * encoded dots, back slashes, a drive, a null byte.
 */
export function containedPath(folder: string, pathname: string): string | null {
  let decoded: string;
  try { decoded = decodeURIComponent(pathname); } catch { return null; }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.includes(':')) return null;
  const segments = decoded.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => segment === '.' || segment === '..')) return null;
  const file = path.resolve(folder, ...(segments.length === 0 ? ['index.html'] : segments));
  return file.startsWith(path.resolve(folder) + path.sep) ? file : null;
}
