import path from 'node:path';
import type { Plugin } from 'vitest/config';
import { plantedBugs } from './bugs.ts';

const projectFolder = path.resolve(import.meta.dirname, '../../..');

/** Makes the change that a planted bug stands for, or says that the place for it is gone. Nothing where no bug is named. */
export function plantedBug(name: string | undefined): Plugin[] {
  if (name === undefined) return [];
  const bug = plantedBugs[name];
  if (bug === undefined) throw new Error(`no bug is called ${name}; these are: ${Object.keys(plantedBugs).join(', ')}`);
  return [{
    // What is transformed is kept between runs under the names of the plugins, among other things.
    name: `planted-${name}`, enforce: 'pre',
    transform(code, id) {
      if (id.split('?')[0] !== path.join(projectFolder, bug.file)) return null;
      return bug.edits.reduce((text, [right, wrong]) => {
        if (text.split(right).length !== 2) throw new Error(`the bug ${name} has no place in ${bug.file} any more: look for another`);
        return text.replace(right, () => wrong);
      }, code);
    },
  }];
}
