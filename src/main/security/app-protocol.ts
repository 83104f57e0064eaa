/** `app://casefront/…`: the screen's own files and nothing else. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { containedPath } from './contained-path.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

export const APP_SCHEME = 'app';
export const APP_HOST = 'casefront';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

// No opener policy: no window opens ours and ours opens none, and Chromium would throw away the process that waits for the page and start another.
const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};
const notFound = (): Response => new Response('Not found', { status: 404, headers: { ...headers, 'content-type': 'text/plain' } });

/** Answers requests from one folder. */
export function answerFrom(folder: string): (request: { method: string; url: string }) => Promise<Response> {
  return async ({ method, url }) => {
    // The URL class knows no origin for a scheme of our own.
    const { protocol, host, pathname } = new URL(url);
    if (method !== 'GET' || protocol !== `${APP_SCHEME}:` || host !== APP_HOST) return notFound();
    const file = containedPath(folder, pathname);
    const type = file === null ? undefined : types[path.extname(file) || '.none'];
    if (file === null || type === undefined) return notFound();
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: { ...headers, 'content-type': type } });
    } catch {
      return notFound();
    }
  };
}
