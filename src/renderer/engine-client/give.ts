import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import type { Outcome } from '#contract/failures.ts';
import { invoke } from './bridge.ts';
import { noteContactUsed } from './contact-begun.ts';

/** Gives a command. Accepted means decided here and kept for the centre; the live views change by themselves. */
export function giveCommand<N extends CommandName>(name: N, args: CommandArgs<N>): Promise<Outcome<{ commandId: string }>> {
  const { contactId } = args as { contactId?: string | null };
  if (typeof contactId === 'string' && name !== 'log-contact') noteContactUsed(contactId);
  return invoke('command.give', { name, args });
}
