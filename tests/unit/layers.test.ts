/** The layer rules: each catches its breach in a tree made to break every one of them, and src/ breaks none. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const projectFolder = path.resolve(import.meta.dirname, '..', '..');
const configFile = path.join(projectFolder, '.dependency-cruiser.cjs');
const cli = path.join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const config = createRequire(import.meta.url)(configFile) as { forbidden: { name: string }[] };

function breaches(folder: string): Violation[] {
  const run = spawnSync(process.execPath, [cli, '--config', configFile, '--output-type', 'json', 'src', 'scripts'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  expect(run.stderr).toBe('');
  return (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('layer rules', () => {
  it('each catch the breach planted for it, and let what is allowed be', () => {
    const found = breaches(path.join(projectFolder, 'tests/fixtures/layer-breach'));
    expect([...new Set(found.map(({ rule }) => rule.name))].sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
    expect(found.filter(({ from }) => /rightly|plain|(^|\/)(desk|window|server|two)\.ts$/.test(from))).toEqual([]);
    // A type shared between two sides is a breach like any other.
    expect(found).toContainEqual(expect.objectContaining({ from: 'src/engine/borrows-main.ts', to: 'src/main/window.ts' }));
  });

  it('are not broken anywhere in src or scripts', () => {
    expect(breaches(projectFolder).map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`)).toEqual([]);
  });
});
