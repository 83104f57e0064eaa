/**
 * Loaded with `--import` before every script, in plain JavaScript, because a Node too old to run TypeScript
 * can only say "Unknown file extension". Node 22.18 is the first that strips types without a flag.
 */
import { enableCompileCache } from 'node:module';
import path from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `This needs Node 22.18 or newer, and this is Node ${process.versions.node}. ` +
    'Run `npm install` without --omit=optional (on 64-bit Linux it brings a Node 24 of its own, used through `npm run`), or install a newer Node.\n');
  process.exit(1);
}

// Every process started from here runs the same few hundred files as written; stripping and compiling them once halves
// its start. Where the folder can't be written, each does it again.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, '../../node_modules/.cache/casefront');
enableCompileCache(process.env.NODE_COMPILE_CACHE);
