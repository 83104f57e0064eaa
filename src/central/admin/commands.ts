/** What an administrator can have done from the command line, over a store that is open. */
import { fail, type Outcome } from '#contract/failures.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { AdminCommand, Asked } from './admin-command.ts';
import { account } from './account.ts';
import { compact } from './compact.ts';
import { councillors } from './councillors.ts';
import { devices, wipe } from './devices.ts';
import { diagnostics } from './diagnostics.ts';
import { duplicates } from './duplicates.ts';
import { holiday } from './holiday.ts';
import { pause } from './pause.ts';
import { receipts } from './receipts.ts';
import { records } from './records.ts';
import { reconciliationReport, restored } from './restore.ts';
import { scheme } from './scheme.ts';
import { scope } from './scope.ts';

export const adminCommands: Record<string, AdminCommand> = {
  scheme, records, scope, receipts, devices, wipe, account, restored, reconciliation: reconciliationReport, pause, holiday, councillors, diagnostics, compact, duplicates,
};

export const isAdminCommand = (name: string): boolean => Object.hasOwn(adminCommands, name);

export async function runAdminCommand(store: CentralStore, name: string, asked: Asked): Promise<Outcome<string>> {
  const command = adminCommands[name];
  return command === undefined ? fail('bad-input', `There is no “${name}” here.`) : command.run(store, asked);
}
