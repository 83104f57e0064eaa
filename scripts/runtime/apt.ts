/** Debian packages: installed when we may, spelled out as a command to type when we may not. */
import { CannotRun, step } from './steps.ts';
import { findProgram, lastLines, run } from './run.ts';

let listsRefreshed = false;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

const aptOptions = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** Newer Debian and Ubuntu releases carry some libraries under a `t64` name only. */
async function presentName(name: string): Promise<string> {
  const modern = await run('apt-cache', ['show', '--no-all-versions', `${name}t64`]);
  return modern.status === 0 && modern.output.includes('Package:') ? `${name}t64` : name;
}

/**
 * Installs Debian packages as root, refreshing the package lists once.
 * @param why what is missing, as the start of a sentence: "Electron cannot load on this machine (libgtk-3.so.0)"
 * @throws CannotRun with the exact command when not root, not on Debian, or when apt-get fails.
 */
export async function installDebianPackages(packages: readonly string[], why: string): Promise<void> {
  if (findProgram('apt-get') === undefined) {
    throw new CannotRun(`${why}. Install what your system calls these Debian packages, then run this again: ${packages.join(' ')}.`);
  }
  if (!isRoot()) {
    throw new CannotRun(`${why}. Type this, then run this again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`);
  }
  await step(`Installing system packages: ${packages.join(' ')}`, async (progress) => {
    if (!listsRefreshed) {
      progress('refreshing the package lists');
      // A stale or partly unreachable list may still hold what is needed, so its failure alone does not stop us.
      await run('apt-get', [...aptOptions, 'update'], { env: environment });
      listsRefreshed = true;
    }
    const names = await Promise.all(packages.map(presentName));
    progress('fetching and unpacking');
    const install = await run('apt-get', [...aptOptions, 'install', '-y', '--no-install-recommends', ...names], { env: environment });
    if (install.status !== 0) {
      throw new CannotRun(`${why}, and apt-get could not install ${names.join(' ')}. It said:\n${lastLines(install.output)}`);
    }
  });
}
