/**
 * Reads a command as a desk of an earlier version wrote it: in the days while desks and centre are updated, and from an
 * outbox that was full when its app was. A command whose `version` is raised needs one entry here.
 */
import { commandNamed, type CommandName } from '#domain/commands/all.ts';

/** By the version that made the change: turns arguments of the version before into its own. */
export type CommandHistory = Partial<Record<CommandName, Readonly<Record<number, (args: unknown) => unknown>>>>;

/** Before a clause had a form, levels of identity and declared interests: none of them was asked for. */
const beforeForms = { details: {}, verifiedLevel: null, interest: '' };

/** Before a contact could be about several things, come from a councillor, or say who goes on with it. */
const beforeMatters = { furtherMatters: [], enquiry: null, next: null };

export const commandHistory: CommandHistory = {
  'log-contact': { 2: (args) => ({ ...beforeMatters, ...args as object }) },
  'make-decision': { 2: (args) => ({ ...beforeForms, ...args as object }) },
  'request-approval': { 2: (args) => ({ ...beforeForms, confirmed: [], alternativesRejected: '', ...args as object }) },
};

/** The arguments as the latest version has them; null where this version is newer, or older than anybody still reads. */
export function argsInLatest(
  name: CommandName, version: number, args: unknown, history: CommandHistory = commandHistory, latest: number = commandNamed(name).version,
): { args: unknown } | null {
  if (version > latest) return null;
  let read = args;
  for (let next = version + 1; next <= latest; next += 1) {
    const upgrade = history[name]?.[next];
    if (upgrade === undefined) return null;
    read = upgrade(read);
  }
  return { args: read };
}
