/** Where the window was when it was last used, in `window.json`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const usualSize = { width: 1366, height: 768 };
export const smallestSize = { width: 1024, height: 640 };

export interface Rectangle { x: number; y: number; width: number; height: number }
const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int().min(1).max(20_000), height: z.int().min(1).max(20_000), maximized: z.boolean() });
export type SavedBounds = z.infer<typeof boundsSchema>;

export function readBounds(file: string): SavedBounds | null {
  try {
    return boundsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Never used before, or not worth a word: the window opens at its usual size.
    return null;
  }
}

const ENOUGH_TO_GRAB = 100;

/** The saved place where enough of it still lies on a screen; screens are unplugged and desks are shared. */
export function boundsOn(screens: readonly Rectangle[], saved: SavedBounds | null): Partial<Rectangle> & { width: number; height: number } {
  if (saved === null) return usualSize;
  const size = { width: Math.max(saved.width, smallestSize.width), height: Math.max(saved.height, smallestSize.height) };
  const visible = screens.some((screen) =>
    Math.min(saved.x + size.width, screen.x + screen.width) - Math.max(saved.x, screen.x) >= ENOUGH_TO_GRAB
    && saved.y >= screen.y - ENOUGH_TO_GRAB / 2 && saved.y <= screen.y + screen.height - ENOUGH_TO_GRAB);
  return visible ? { x: saved.x, y: saved.y, ...size } : size;
}
