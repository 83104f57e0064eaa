import type { PersonName } from '../../src/central/testing/council.ts';
import { checkAtRest, checkTogether, isCaughtUp } from './invariants.ts';
import type { FetchedDesks } from './fetched-desks.ts';
import { World, type SimDesk, type SimStore } from './world.ts';

const RESIDENT = 'sim-0';
const CREW: readonly PersonName[] = ['amina'];

async function give(desk: SimDesk, name: string, args: unknown): Promise<void> {
  const given = await desk.open?.screen('command.give', { name, args });
  if (given?.ok === true) desk.given.push({ commandId: given.value.commandId, name, subject: RESIDENT, contactId: (args as { contactId?: string | null }).contactId ?? null });
}

/** Whoever sits there goes on until the process ends; what they were told is kept by then must be there afterwards. */
async function work(world: World, desk: SimDesk): Promise<void> {
  const now = Date.now();
  const step = async (one: () => Promise<unknown>): Promise<void> => {
    if (world.killer.struck) return;
    await one();
    for (let turns = 0; turns < 12 && !world.killer.struck; turns += 1) {
      await world.settle();
      if (!world.killer.struck) await world.turn();
    }
    await world.settle();
  };
  await step(() => give(desk, 'log-contact', {
    contactId: 'hour-contact', residentId: RESIDENT, propertyId: null, anonymous: false, caseId: null, serviceId: '524', channel: 'phone-in', reason: 'report',
    outcome: 'logged', avoidable: null, furtherMatters: [], enquiry: null, next: null, note: 'The bin was missed.', startedAt: now - 1000, endedAt: now,
  }));
  await step(async () => {
    const [key, value] = [`contact:${RESIDENT}`, 'half a sentence'];
    const kept = await desk.open?.screen('draft.save', { key, value });
    if (kept?.ok === true) desk.drafts.set(key, value);
  });
  await step(() => world.write('resident', RESIDENT));
  await step(() => give(desk, 'make-decision', {
    decisionId: 'hour-decision', reference: 'HM-HOUR', clauseId: 'goodwill', residentId: RESIDENT, contactId: null, amount: 900, item: null,
    reasonCode: 'council-fault', reasons: 'Missed.', evidence: [{ kind: 'fault-recorded', detail: 'log' }], confirmed: ['apology'], details: {}, verifiedLevel: null, interest: '', alternativesRejected: '',
  }));
  await step(() => world.scope('grant', desk.person, 'site:library'));
  await step(() => world.write('library contact', RESIDENT));
  await step(() => world.scope('revoke', desk.person, 'site:library'));
}

/** Runs the hour with the process ending at its `statement`th statement. False where the hour has fewer. Throws where something does not hold. */
export async function endAt(made: SimStore, fetched: FetchedDesks, statement: number): Promise<boolean> {
  await fetched.make(made, CREW);
  const world = new World(made, statement);
  try {
    await world.begin(CREW, ({ name, folder }) => { fetched.putIn(name, folder); });
    const desk = world.desks[0];
    if (desk === undefined) throw new Error('no desk');
    await world.drive(desk.open?.saved() ?? Promise.resolve());
    world.killer.arm(desk.folder, statement);
    await work(world, desk);
    const struck = world.killer.struck;
    world.killer.struck = false;
    if (struck) {
      await world.kill(desk);
      checkTogether(desk);
      await world.start(desk, { signedIn: true });
    }
    world.killer.disarm();
    await world.drive((async () => {
      await desk.open?.screen('sync.now');
      await desk.open?.saved();
    })());
    await world.rest(() => isCaughtUp(world, desk));
    await checkAtRest(world);
    return struck;
  } catch (error) {
    throw new Error(`ended at statement ${String(statement)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await world.end();
  }
}
