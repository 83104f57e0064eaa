import { refused, type Command, type Context, type FactRequest, type FactsOf, type Needs, type Verdict } from './command.ts';

/** Answers one request from a store: a row or null for `row`, an array of rows for `rows`. */
export type FactLoader = (request: FactRequest) => unknown;
/** Answers several at once, in their order: what a store far away is asked costs a journey each time. */
export type AsyncFactLoader = (requests: FactRequest[]) => Promise<unknown[]>;

type Step<T> = Generator<FactRequest[], T, unknown[]>;

function* gather(needs: Needs): Step<Record<string, unknown>> {
  const names = Object.keys(needs);
  if (names.length === 0) return {};
  const facts = yield Object.values(needs);
  return Object.fromEntries(names.map((name, n) => [name, facts[n]]));
}

/** The path itself, written once: it asks for facts, at most twice, and ends in a verdict. */
function* steps<Args, N extends Needs, M extends Needs>(command: Command<Args, N, M>, args: Args, context: Context): Step<Verdict> {
  if (!command.roles.includes(context.actor.role)) return refused('command.role-may-not');
  const needs = command.needs(args, context);
  const first = (yield* gather(needs)) as FactsOf<N>;
  const standing = standingFor(args, needs, first);
  if (standing !== null) return yield* steps(command, { ...args, residentId: standing }, context);
  const second = (yield* gather(command.needsThen(first, args, context))) as FactsOf<M>;
  return command.decide({ ...first, ...second }, args, context);
}

/** The record that stands for the one a command names, where that was merged meanwhile: what was meant for either is for both. */
function standingFor(args: unknown, needs: Needs, facts: Record<string, unknown>): string | null {
  const { residentId } = args as { residentId?: unknown };
  const name = Object.keys(needs).find((one) => isResident(needs[one], residentId));
  const found = name === undefined ? null : facts[name] as { id: string } | null;
  return found === null || found.id === residentId ? null : found.id;
}

const isResident = (request: FactRequest | undefined, id: unknown): boolean =>
  request?.kind === 'row' && request.table === 'resident' && request.id === id && id !== null && request.asFiled !== true;

/** Runs a command's rule over facts that a synchronous store (the desk's) loads. */
export function runCommand<Args, N extends Needs, M extends Needs>(
  command: Command<Args, N, M>, args: Args, context: Context, load: FactLoader,
): Verdict {
  const path = steps(command, args, context);
  let step = path.next();
  while (step.done !== true) step = path.next(step.value.map(load));
  return step.value;
}

/** The same over an asynchronous store (the centre's). */
export async function runCommandAsync<Args, N extends Needs, M extends Needs>(
  command: Command<Args, N, M>, args: Args, context: Context, load: AsyncFactLoader,
): Promise<Verdict> {
  const path = steps(command, args, context);
  let step = path.next();
  while (step.done !== true) step = path.next(await load(step.value));
  return step.value;
}
