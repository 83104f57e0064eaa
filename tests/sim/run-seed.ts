/** One seed: people at work, everything that can go wrong going wrong, then quiet, and what must hold by then. */
import { vi } from 'vitest';
import type { PersonName } from '../../src/central/testing/council.ts';
import type { FetchedDesks } from './fetched-desks.ts';
import { areCaughtUp, checkAtRest, checkInSight, checkTogether } from './invariants.ts';
import type { Fault, Message } from './network.ts';
import { randomFrom, type Random } from './random.ts';
import { World, type SimDesk, type SimStore, type Written } from './world.ts';

export const RESIDENTS = 3;
const STEPS = 70;
/** Seeds from here on are short: many beginnings find what a few long histories pass by, and cost a third. */
export const SHORT_FROM = 1_000_000;
const SHORT_STEPS = 18;
const stepsOf = (seed: number): number => seed >= SHORT_FROM ? SHORT_STEPS : STEPS;
/** Whoever sits at the desks: two operatives, one of them twice, and a team leader. */
const smallest: readonly PersonName[] = ['amina', 'leader'];
const crews: readonly (readonly PersonName[])[] = [smallest, ['amina', 'tom', 'leader'], ['amina', 'amina', 'leader']];
const crewOf = (seed: number): readonly PersonName[] => crews[seed % crews.length] ?? smallest;
const faults: readonly Fault[] = ['refuse', 'drop', 'cut', 'twice', 'stranger'];

export class SeedFailed extends Error {
  constructor(seed: number, trace: readonly string[], cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause);
    super([`seed ${String(seed)}: ${what}`, `replay it with: npm run soak -- --from ${String(seed)} --seeds 1`, 'the last steps:', ...trace.slice(-40).map((line) => `  ${line}`)].join('\n'), { cause });
  }
}

const grantable = ['site:library', 'restricted:160'] as const;
type Granted = (typeof grantable)[number];

class Run {
  readonly #world: World;
  readonly #random: Random;
  readonly #seed: number;
  readonly trace: string[] = [];
  #drawn = 0;
  #backedUp = false;
  #restored = false;
  readonly #granted = new Set<string>();

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#seed = seed;
    this.#random = randomFrom(seed);
  }

  #note(line: string): void {
    this.trace.push(`${new Date().toISOString().slice(5, 23)} ${line}`);
  }

  #id(kind: string): string {
    this.#drawn += 1;
    return `${kind}-${String(this.#seed)}-${String(this.#drawn)}`;
  }

  begin(fetched: FetchedDesks): Promise<void> {
    return this.#world.begin(crewOf(this.#seed), ({ name, folder }) => {
      if (this.#random.chance(WITH_NOTHING)) this.#note(`${name} begins with nothing`);
      else fetched.putIn(name, folder);
    });
  }

  async work(): Promise<void> {
    for (let step = 0; step < stepsOf(this.#seed); step += 1) {
      await this.#world.settle();
      await this.#reviveStruck();
      if (this.#random.chance(0.15)) await checkInSight(this.#random.pick(this.#world.desks));
      const ready = this.#world.network.ready();
      if (ready.length > 0 && this.#random.chance(0.6)) await this.#carry(this.#random.pick(ready));
      else if (this.#random.chance(0.55)) await this.#act();
      else if (this.#random.chance(0.6)) await this.#upset();
      else vi.advanceTimersToNextTimer();
    }
  }

  async #carry(message: Message): Promise<void> {
    const { network } = this.#world;
    const fault = this.#random.chance(0.3) ? this.#random.pick(faults) : null;
    const cutAt = this.#random.next();
    const { desk, path } = message;
    const came = await network.deliver(message, fault, cutAt);
    if (came !== 'held') this.#note(`${desk} ${path} ${fault ?? 'arrives'}: ${came}`);
  }

  async #act(): Promise<void> {
    const desk = this.#random.pick(this.#world.desks);
    if (desk.open === null) return;
    const residentId = `sim-${String(this.#random.below(RESIDENTS))}`;
    const now = Date.now() + desk.skew;
    const what = this.#random.below(10);
    if (what < 4) {
      await this.#give(desk, 'log-contact', {
        contactId: this.#id('contact'), residentId, propertyId: null, anonymous: false, caseId: null, serviceId: '524', channel: 'phone-in', reason: 'report',
        outcome: 'logged', avoidable: null, furtherMatters: [], enquiry: null, next: null, note: 'The bin was missed.', startedAt: now - 1000, endedAt: now,
      }, residentId);
    } else if (what < 7) {
      const decisionId = this.#id('decision');
      await this.#give(desk, 'make-decision', {
        decisionId, reference: `HM-${decisionId}`, clauseId: 'goodwill', residentId, contactId: null, amount: 100 * (1 + this.#random.below(25)), item: null,
        reasonCode: 'council-fault', reasons: 'Missed.', evidence: [{ kind: 'fault-recorded', detail: 'log' }], confirmed: ['apology'], details: {}, verifiedLevel: null, interest: '', alternativesRejected: '',
      }, residentId, this.#random.chance(0.4));
    } else if (what === 7) {
      const escalationId = this.#id('escalation');
      await this.#give(desk, 'request-approval', {
        escalationId, reference: `HM-${escalationId}`, clauseId: 'goodwill', residentId, contactId: null, amount: 4000, item: null, reasonCode: 'council-fault',
        reasons: 'Missed.', evidence: [{ kind: 'fault-recorded', detail: 'log' }], details: {}, verifiedLevel: null, interest: '', confirmed: [], alternativesRejected: '', exceptional: false,
      }, residentId);
    } else if (what === 8) {
      await this.#answerSomething(desk);
    } else {
      const [key, value] = [`contact:${residentId}`, `half a sentence, ${this.#id('draft')}`];
      const kept = await desk.open.screen('draft.save', { key, value });
      if (kept.ok) desk.drafts.set(key, value);
      this.#note(`${desk.name} types into a draft${kept.ok ? '' : `: ${kept.failure.code}`}`);
    }
  }

  async #answerSomething(desk: SimDesk): Promise<void> {
    const { rows } = await this.#world.store.query<{ id: string; resident_id: string }>(`SELECT id, resident_id FROM escalation WHERE status = 'pending' ORDER BY id`);
    if (rows.length === 0) return;
    const asked = this.#random.pick(rows);
    await this.#give(desk, 'answer-escalation', { escalationId: asked.id, answer: 'approve', amount: 3000, reasons: 'Fair.' }, asked.resident_id);
  }

  async #give(desk: SimDesk, name: string, args: unknown, subject: string, twice = false): Promise<void> {
    const given = await desk.open?.screen('command.give', { name, args });
    if (given === undefined) return;
    this.#note(`${desk.name} gives ${name}: ${given.ok ? 'kept' : given.failure.code}`);
    if (!given.ok) return;
    // Said twice over, it is one command.
    if (desk.given.some(({ commandId }) => commandId === given.value.commandId)) return;
    desk.given.push({ commandId: given.value.commandId, name, subject, contactId: (args as { contactId?: string | null }).contactId ?? null });
    if (twice) await desk.open?.screen('command.give', { name, args });
  }

  async #upset(): Promise<void> {
    const world = this.#world;
    const desk = this.#random.pick(world.desks);
    switch (this.#random.below(16)) {
      case 0: return this.#killAndStart(desk, 'killed');
      case 1:
      case 2:
        world.killer.arm(desk.folder, 1 + this.#random.below(40));
        return this.#note(`${desk.name} will be killed within a statement`);
      case 3:
        world.breaker.breakAfter(1 + this.#random.below(30));
        return this.#note('the centre will lose its database within a statement');
      case 4: {
        await world.stopCentre();
        vi.advanceTimersByTime(this.#random.below(30_000));
        await world.settle();
        await world.startCentre();
        return this.#note('the centre was killed and started again');
      }
      case 5:
      case 13:
      case 14: return this.#changeScope(desk);
      case 6:
        desk.skew = this.#random.pick([0, -315_360_000_000, 315_360_000_000, 90_000]);
        return this.#note(`${desk.name}'s clock is wrong by ${String(desk.skew)} ms`);
      case 7:
        vi.setSystemTime(Date.now() + this.#random.pick([60_000, 20 * 60_000, 3_600_000]));
        return this.#note('time passes, and tokens with it');
      case 8:
      case 9: return this.#writeAtCentre(this.#random.pick(['resident', 'open case', 'restricted case', 'library contact'] as const));
      case 10: {
        const [statement, lasts] = [1 + this.#random.below(20), 1 + this.#random.below(15)];
        const how = lasts % 2 === 0 ? 'SQLITE_BUSY' : 'SQLITE_FULL';
        world.killer.refuse(desk.folder, statement, lasts, how);
        return this.#note(`${desk.name}'s disk will take nothing within a statement: ${how}`);
      }
      case 11:
        await world.compact();
        return this.#note('the centre takes its old changes out of the feed');
      case 12: {
        const how = this.#random.pick(['too-old', 'too-new', 'newer-commands'] as const);
        world.network.skew = { how, questions: 1 + this.#random.below(6) };
        return this.#note(`for a while the desks are ${how} for the centre`);
      }
      default: return this.#backUpOrRestore();
    }
  }

  /** Grants a scope that somebody has not, with something in it to fetch, or takes back one that they have. */
  async #changeScope(desk: SimDesk): Promise<void> {
    const held = [...this.#granted];
    const way = held.length > 0 && this.#random.chance(0.5) ? 'revoke' : 'grant';
    const [person, scope] = way === 'revoke' ? this.#random.pick(held).split(' ') as [PersonName, Granted] : [desk.person, this.#random.pick(grantable)];
    if (way === 'grant') this.#granted.add(`${person} ${scope}`);
    else this.#granted.delete(`${person} ${scope}`);
    await this.#world.scope(way, person, scope);
    this.#note(`${way} ${scope} for ${person}`);
    if (way === 'grant') await this.#writeAtCentre(scope === 'site:library' ? 'library contact' : 'restricted case');
  }

  async #writeAtCentre(what: Written): Promise<void> {
    const id = `sim-${String(this.#random.below(RESIDENTS))}`;
    await this.#world.write(what, id);
    this.#note(`${what} of ${id} written at the centre`);
  }

  async #backUpOrRestore(): Promise<void> {
    if (!this.#backedUp) {
      await this.#world.backUp();
      this.#backedUp = true;
      this.#note('the centre is backed up');
    } else if (!this.#restored) {
      await this.#world.restore();
      this.#restored = true;
      this.#note('the centre is put back to its backup');
    }
  }

  async #reviveStruck(): Promise<void> {
    const { killer, desks } = this.#world;
    if (!killer.struck) return;
    killer.struck = false;
    const desk = desks.find(({ folder }) => killer.hit === folder);
    if (desk !== undefined) await this.#killAndStart(desk, 'killed within a transaction');
  }

  async #killAndStart(desk: SimDesk, how: string): Promise<void> {
    if (desk.open === null) return;
    await this.#world.kill(desk);
    this.#note(`${desk.name} is ${how}`);
    checkTogether(desk);
    await this.#world.start(desk, { signedIn: true });
  }

  /** Sends what a desk has; where its sign-in ran out, its person renews it, and what waits stays theirs. */
  async #bringUp(desk: SimDesk): Promise<void> {
    const world = this.#world;
    // Where the centre could not be asked after a kill, its person tries once more.
    if (desk.open === null) await world.start(desk, { signedIn: true });
    for (let tries = 0; tries < 3; tries += 1) {
      const { open } = desk;
      if (open === null) throw new Error(`${desk.name} can't sign in, though nothing is in its way`);
      const saved = await world.drive((async () => {
        await open.screen('sync.now');
        return Promise.race([open.saved().then(() => true), open.until(() => open.status()?.phase === 'signed-out', 'signed out').then(() => false)]);
      })());
      if (saved) return;
      await this.#killAndStart(desk, 'signed in again');
    }
  }

  /** No more faults: everything is sent, everything arrives. */
  async rest(): Promise<void> {
    const world = this.#world;
    world.breaker.mend();
    world.killer.disarm();
    world.network.skew = null;
    await world.settle();
    await this.#reviveStruck();
    for (const desk of world.desks) desk.skew = 0;
    for (let round = 0; round < 3; round += 1) {
      for (const desk of world.desks) await this.#bringUp(desk);
    }
    await world.rest(() => areCaughtUp(world));
    await checkAtRest(world);
  }
}

/** One in so many desks begins with nothing, and fetches its first copy through everything that goes wrong. */
const WITH_NOTHING = 0.15;

/** @throws SeedFailed with the seed, the way to replay it and the last steps. */
export async function runSeed(made: SimStore, fetched: FetchedDesks, seed: number): Promise<readonly string[]> {
  await fetched.make(made, crewOf(seed));
  const world = new World(made, seed);
  const run = new Run(world, seed);
  const random = vi.spyOn(Math, 'random').mockImplementation(randomFrom(seed * 7919).next);
  try {
    await run.begin(fetched);
    await run.work();
    await run.rest();
    if (process.env['CASEFRONT_SIM_TRACE'] !== undefined) console.log(run.trace.join('\n'));
    return run.trace;
  } catch (error) {
    throw new SeedFailed(seed, run.trace, error);
  } finally {
    random.mockRestore();
    await world.end();
  }
}
