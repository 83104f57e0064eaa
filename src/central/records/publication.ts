/**
 * The list of officer decisions that a council publishes (Openness of Local Government Bodies Regulations 2014): date, decision,
 * post, clause and power, reason, whether an interest was declared. Nobody is named, and nothing that anybody typed goes in.
 */
import { stringify } from 'csv-stringify/sync';
import { amountText } from '#domain/delegation/evaluate.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import type { Decision } from '#domain/records/decisions.ts';
import { dateAt } from '#domain/time/dates.ts';
import { vocabularyEn } from '#domain/words/vocabulary-en.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { listSchemes } from '../scheme/publish.ts';

const statusWords: Record<Decision['status'], string> = {
  'made': 'Decided', 'awaiting-ratification': 'Outside authority, not ratified yet', 'ratified': 'Ratified', 'corrected': 'Outside authority, corrected',
};

const columns = ['Date', 'Decision', 'Amount', 'Decided by', 'Clause', 'Scheme version', 'Power', 'Reason', 'Alternatives considered', 'Interest declared', 'Status', 'Record'] as const;

/** `from` included, `to` not; instants. */
export async function publishedDecisions(store: CentralStore, from: number, to: number): Promise<string> {
  const { schemes, decisions } = await store.transaction(async (transaction) => ({
    schemes: await listSchemes(transaction),
    decisions: await transaction.load({ kind: 'rows', table: 'decision', where: {}, since: { column: 'decidedAt', at: from } }) as Decision[],
  }));
  const rows = decisions.filter(({ decidedAt }) => decidedAt < to).toSorted((one, other) => one.decidedAt - other.decidedAt || (one.id < other.id ? -1 : 1));
  return stringify([columns, ...rows.map((decision) => rowOf(decision, schemes))], { escape_formulas: true }).trimEnd();
}

function rowOf(decision: Decision, schemes: readonly SchemeVersion[]): string[] {
  const clause = schemes.find(({ version }) => version === decision.schemeVersion)?.clauses.find(({ id }) => id === decision.clauseId);
  return [
    dateAt(decision.decidedAt), clause?.title ?? `Clause ${decision.clauseNumber}`, clause === undefined ? '' : amountText(decision.amount, clause.measure),
    vocabularyEn[`post.${decision.decidedByPost}`], decision.clauseNumber, String(decision.schemeVersion), clause?.power ?? '',
    clause?.reasons.find(({ code }) => code === decision.reasonCode)?.words ?? '', decision.alternativesRejected === '' ? 'No' : 'Yes',
    decision.interest === '' ? 'No' : 'Yes', statusWords[decision.status], decision.reference,
  ];
}
