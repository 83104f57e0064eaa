/**
 * Files of desks that have fetched their first copy, made once and copied for each run. A first fetch is some twenty
 * questions: were it done each time, most of a run's steps would go into it.
 */
import { cpSync } from 'node:fs';
import type { PersonName } from '../../src/central/testing/council.ts';
import { removeFolder } from '../fixtures/test-desk.ts';
import { areCaughtUp } from './invariants.ts';
import { deskFolder, World, type SimStore } from './world.ts';

export class FetchedDesks {
  readonly #folders = new Map<string, string>();
  readonly #crews = new Set<readonly PersonName[]>();

  /** Before the world of a run is made: both turn the clock. */
  async make(made: SimStore, crew: readonly PersonName[]): Promise<void> {
    if (this.#crews.has(crew)) return;
    this.#crews.add(crew);
    const world = new World(made, 0);
    try {
      await world.begin(crew);
      await world.rest(() => areCaughtUp(world));
      for (const desk of world.desks.filter(({ name }) => !this.#folders.has(name))) {
        if (desk.open !== null) await world.drive(desk.open.close());
        desk.open = null;
        const folder = deskFolder();
        cpSync(desk.folder, folder, { recursive: true });
        this.#folders.set(desk.name, folder);
      }
    } finally {
      await world.end();
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
