import type { CommandName } from '#domain/commands/all.ts';
import { covers } from '#contract/scopes.ts';
import type { CentralTransaction } from '../pg/central-store.ts';

/**
 * Whether a command answers a request that its person may not see, or no longer may: whoever was named for a restricted
 * service when they answered, and is not when it arrives, has no authority there now. A contact is taken all the same:
 * what somebody was told about a child must not be lost because of a list.
 */
export async function isOutOfSight(transaction: CentralTransaction, name: CommandName, args: unknown, scopes: readonly string[]): Promise<boolean> {
  if (name !== 'answer-escalation') return false;
  const { escalationId } = args as { escalationId: string };
  const { rows } = await transaction.query<{ row_scope: string }>(
    'SELECT row_scope FROM escalation WHERE council = $1 AND id = $2', [transaction.council, escalationId]);
  return rows[0] !== undefined && !covers(scopes, rows[0].row_scope);
}
