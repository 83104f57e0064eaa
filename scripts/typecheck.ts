/** Type-checks each layer under its own settings: the domain and the contract see neither Node nor the DOM. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const compiler = path.join(path.dirname(createRequire(import.meta.url).resolve('@typescript/native/package.json')), 'bin', 'tsc');
const projects = ['src/domain', 'src/contract', 'src/renderer', '.', 'tsconfig.tests.json'];

let failed = 0;
for (const project of projects) {
  const run = spawnSync(process.execPath, [compiler, '--project', project, '--pretty', 'false'], { stdio: 'inherit' });
  if (run.status !== 0) failed += 1;
}
console.log(`types: ${projects.length - failed} of ${projects.length} projects clean`);
process.exit(failed === 0 ? 0 : 1);
