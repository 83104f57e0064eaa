import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import type { Outcome } from '#contract/failures.ts';
import { invoke } from './bridge.ts';

/** Sends a corrected command in place of refused work. Where it is refused here, what came back stays on the list. */
export const correctWork = <N extends CommandName>(commandId: string, name: N, args: CommandArgs<N>): Promise<Outcome<{ commandId: string }>> =>
  invoke('attention.correct', { commandId, name, args });

/** A correction that is typed is kept like any other draft. `about`: whom it names, so that it goes when they leave this desk. */
export const correctionDraftKey = (commandId: string, about: string): string => `correction:${commandId}:${about}`;
