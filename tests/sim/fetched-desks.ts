/**
 * Files of desks that have fetched their first copy, made once and copied for each run. A first fetch is some twenty
 * questions: were it done each time, most of a run's steps would go into it.
 */
import { cpSync } from 'node:fs';
import type { PersonName } from '../../src/central/testing/council.ts';
import { removeFolder } from '../fixtures/test-desk.ts';
import { isCaughtUp } from './invariants.ts';
import { deskFolder, World, type SimStore } from './world.ts';

export class FetchedDesks {
  readonly #folders = new Map<string, string>();

  async make(made: SimStore, crews: readonly (readonly PersonName[])[]): Promise<void> {
    for (const crew of crews) {
      const world = new World(made, 0);
      try {
        await world.begin(crew);
        await world.rest(async () => (await Promise.all(world.desks.map((desk) => isCaughtUp(world, desk)))).every(Boolean));
        for (const desk of world.desks) {
          if (desk.open !== null) await world.drive(desk.open.close());
          desk.open = null;
          const folder = deskFolder();
          cpSync(desk.folder, folder, { recursive: true });
          removeFolder(this.#folders.get(desk.name) ?? folder.concat('-none'));
          this.#folders.set(desk.name, folder);
        }
      } finally {
        await world.end();
      }
    }
  }

  /** Puts a desk's files in its folder before its app is started. */
  putIn(name: string, folder: string): void {
    const from = this.#folders.get(name);
    if (from === undefined) throw new Error(`no desk called ${name} was made`);
    cpSync(from, folder, { recursive: true });
  }

  end(): void {
    for (const folder of this.#folders.values()) removeFolder(folder);
  }
}
