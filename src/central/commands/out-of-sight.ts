import type { CommandName } from '#domain/commands/all.ts';
import type { TableName } from '#domain/records.ts';
import { covers } from '#contract/scopes.ts';
import type { CentralTransaction } from '../pg/central-store.ts';
import { tableSql } from '../pg/ddl.ts';

const answered: Partial<Record<CommandName, (args: never) => { table: TableName; id: string }>> = {
  'answer-escalation': ({ escalationId }: { escalationId: string }) => ({ table: 'escalation', id: escalationId }),
  'answer-enquiry': ({ contactId }: { contactId: string }) => ({ table: 'contact', id: contactId }),
  'answer-transfer': ({ transferId }: { transferId: string }) => ({ table: 'transfer', id: transferId }),
};

/**
 * Whether a command answers a request, an enquiry, or what was handed over, that its person may not see, or no longer may: whoever was named for a restricted
 * service when they answered, and is not when it arrives, has no authority there now. A contact is taken all the same:
 * what somebody was told about a child must not be lost because of a list.
 */
export async function isOutOfSight(transaction: CentralTransaction, name: CommandName, args: unknown, scopes: readonly string[]): Promise<boolean> {
  const about = answered[name]?.(args as never);
  if (about === undefined) return false;
  const { rows } = await transaction.query<{ row_scope: string }>(
    `SELECT row_scope FROM ${tableSql(about.table)} WHERE council = $1 AND id = $2`, [transaction.council, about.id]);
  return rows[0] !== undefined && !covers(scopes, rows[0].row_scope);
}
