import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { CaseView } from '#contract/views/timeline.ts';
import type { Desk } from '../desk.ts';
import { personOf } from './person.ts';
import { serviceName } from './reference.ts';
import { sightFor, tieShown } from './sight.ts';
import { caseReferences, contactEntry } from './timeline.ts';

/** One case with its address and every contact about it, newest first. */
export function caseView(desk: Desk, caseId: string): Outcome<CaseView> {
  const caseFile = desk.cache.row('caseFile', caseId)?.row;
  if (caseFile === undefined) return fail('not-found', 'This case is not on this desk’s copy. Search for its reference again.');
  const resident = personOf(desk.cache, caseFile.residentId);
  if (resident !== null && !sightFor(desk, resident).record) return fail('not-found', 'This case belongs to a record that is opened only with a reason. Open the record and say why first.');
  const caseReference = caseReferences(desk);
  return succeed({
    caseFile, serviceName: serviceName(desk.reference, caseFile.serviceId),
    property: tieShown(desk, caseFile.residentId) ? desk.cache.row('property', caseFile.propertyId)?.row ?? null : null,
    contacts: desk.cache.select('contact',
      // Also as a further matter of a contact of theirs: looked for among those alone, for no index knows what is in there.
      `WHERE case_id = ? OR (resident_id = ? AND further_matters LIKE ?) ORDER BY started_at DESC, id DESC`, [caseId, caseFile.residentId, `%"${caseId}"%`])
      .map((stored) => contactEntry(desk, stored, caseReference)),
  });
}
