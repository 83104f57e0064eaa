/** Rows that the rules themselves have made of what went before, so that every one is such as the centre could have written. */
import { commands, type CommandArgs, type CommandName } from '#domain/commands/all.ts';
import type { Actor, Command, Context, FactRequest, Verdict } from '#domain/commands/command.ts';
import { runCommand } from '#domain/commands/run.ts';
import type { Records, RowChange, TableName } from '#domain/records.ts';
import type { SchemeVersion, StaffMember } from '#domain/records/council.ts';
import type { Instant } from '#domain/time/instant.ts';
import { say } from '#domain/words/say.ts';

export class PastRows {
  readonly tables = new Map<TableName, Map<string, Records[TableName]>>();
  readonly #scheme: SchemeVersion;

  constructor(scheme: SchemeVersion) {
    this.#scheme = scheme;
  }

  load = (request: FactRequest): unknown => {
    const rows = this.tables.get(request.table);
    if (request.kind === 'row') return request.id === null ? null : rows?.get(request.id) ?? null;
    const { where, since } = request;
    return [...rows?.values() ?? []].filter((row) => {
      const fields = row as unknown as Record<string, unknown>;
      return Object.entries(where).every(([field, value]) => fields[field] === value) && (since === undefined || Number(fields[since.column]) >= since.at);
    });
  };

  row<T extends TableName>(table: T, id: string): Records[T] | null {
    return (this.tables.get(table)?.get(id) ?? null) as Records[T] | null;
  }

  apply(changes: readonly RowChange[]): void {
    for (const { table, row } of changes) {
      const rows = this.tables.get(table) ?? new Map<string, Records[TableName]>();
      this.tables.set(table, rows.set(row.id, row));
    }
  }

  /** Gives a command as somebody did at a moment; where it is accepted, what follows from it is here. */
  give<N extends CommandName>(name: N, args: CommandArgs<N>, actor: Actor, at: Instant, changes: Partial<Context> = {}): Verdict {
    const context: Context = { place: 'centre', now: at, madeAt: at, countsAt: at, actor, connection: 'online', policyAsOf: at, scheme: this.#scheme, ...changes };
    const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, context, this.load);
    if (verdict.kind === 'accepted') this.apply(verdict.changes);
    return verdict;
  }

  /** The same for what `people.json` says of somebody by id: what the rules would have refused is a slip of the pen in it. */
  act<N extends CommandName>(slip: string, staffId: string, at: Instant, name: N, args: CommandArgs<N>): void {
    const member = this.row('staff', staffId);
    if (member === null) throw new Error(`people.json: “${slip}” names “${staffId}”, who is not in staff.json.`);
    const verdict = this.give(name, args, actorOf(member), at);
    if (verdict.kind !== 'accepted') throw new Error(`people.json: “${slip}”: ${say(verdict.reason)}`);
  }

  /** Every row but those of tables that were only needed as facts. */
  changes(...facts: TableName[]): RowChange[] {
    return [...this.tables].flatMap(([table, rows]) => facts.includes(table) ? [] : [...rows.values()].map((row) => ({ table, row }) as RowChange));
  }
}

export const actorOf = ({ id, name, post, role, siteId, teamId }: StaffMember): Actor => ({ staffId: id, name, post, role, siteId, teamId });
