import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import type { Outcome } from '#contract/failures.ts';
import { invoke } from './bridge.ts';

/** Gives a command. Accepted means decided here and kept for the centre; the live views change by themselves. */
export const giveCommand = <N extends CommandName>(name: N, args: CommandArgs<N>): Promise<Outcome<{ commandId: string }>> =>
  invoke('command.give', { name, args });
