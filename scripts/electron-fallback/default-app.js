/**
 * The default app of the fallback Electron: opens the folder or file named on the command line, as Electron's own does.
 * It is an ES module and awaits the app's entry at top level on purpose: Electron holds `ready` back until this module
 * has finished, so the app can still call what must come before it (`registerSchemesAsPrivileged`, `appendSwitch`).
 */
import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const words = process.argv.slice(1);
const required = [];
let target;
for (let index = 0; index < words.length && target === undefined; index += 1) {
  const word = words[index];
  if (word === '-r' || word === '--require') { index += 1; required.push(words[index]); }
  else if (word.startsWith('--app=')) target = word.slice('--app='.length);
  else if (word === '.' || !word.startsWith('-')) target = word;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (target === undefined) fail('Say which app to run: electron <folder or file>.');
target = path.resolve(target);
if (!existsSync(target)) fail(`There is no app at ${target}.`);

process.defaultApp = true;
const require = createRequire(import.meta.url);
for (const file of required) require(path.resolve(file));

let folder = statSync(target).isDirectory() ? target : undefined;
let entry = target;
let searched = folder ?? path.dirname(target);
while (!existsSync(path.join(searched, 'package.json')) && path.dirname(searched) !== searched && folder === undefined) searched = path.dirname(searched);
const manifestFile = path.join(searched, 'package.json');
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  folder ??= searched;
  if (entry === folder) entry = path.resolve(folder, manifest.main ?? 'index.js');
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setAppPath(folder);
} else {
  if (entry === folder) entry = path.join(folder, 'index.js');
  app.setAppPath(path.dirname(entry));
}

try {
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error(error);
  fail(`The app at ${entry} did not start.`);
}
