import type { Random } from '../sim/random.ts';
import type { Centres } from './centres.ts';
import type { KillDesk } from './kill-desk.ts';

export interface Kills {
  engines: number;
  centres: number;
  /** Of the centres' kills, how many came before it listened. */
  centresAtStart: number;
}

export interface KillingOptions {
  desks: KillDesk[];
  centres: Centres;
  random: Random;
  options: { engineKills: number; centreKills: number; say?: (line: string) => void };
  /** Has a desk be given a piece of work. */
  give: (desk: KillDesk) => Promise<void>;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills engines and centres side by side, each at a moment that suits it ill, and starts them again. Resolves when all is up again. */
export async function killAway({ desks, centres, random, options, give }: KillingOptions): Promise<Kills> {
  const killEngines = async (): Promise<number> => {
    let done = 0;
    while (done < options.engineKills) {
      await sleep(50 + random.below(250));
      const running = desks.filter(({ engine }) => engine !== null);
      if (running.length === 0) continue;
      const desk = random.pick(running);
      // Half of them while it takes work in: between the press and the answer.
      const giving = random.chance(0.5) ? give(desk) : null;
      await sleep(random.below(giving === null ? 1 : 6));
      await desk.kill();
      await giving;
      await sleep(random.below(200));
      await desk.start(random.chance(0.3));
      done += 1;
      if (done % 20 === 0) options.say?.(`${String(done)} engines killed`);
    }
    return done;
  };
  const killCentres = async (): Promise<number> => {
    let done = 0;
    while (done < options.centreKills) {
      await sleep(200 + random.below(600));
      const centre = random.pick(centres.members);
      const online = desks.filter(({ engine }) => engine !== null);
      // Half of them while work is on its way to it.
      if (random.chance(0.5) && online.length > 0) await give(random.pick(online));
      await sleep(random.below(40));
      await centre.kill();
      done += 1;
      await sleep(random.below(300));
      if (random.chance(0.2) && done < options.centreKills) {
        await centre.killWhileStarting(100 + random.below(1500));
        done += 1;
      }
      await centre.start();
      if (done % 20 === 0) options.say?.(`${String(done)} centres killed`);
    }
    return done;
  };
  const [engines, killed] = await Promise.all([killEngines(), killCentres()]);
  return { engines, centres: killed, centresAtStart: centres.members.reduce((sum, { killsAtStart }) => sum + killsAtStart, 0) };
}
