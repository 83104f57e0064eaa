import type { RestoreReport } from '#contract/restore.ts';

const when = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
const noticed = { administrator: 'said by an administrator', database: 'seen from the database itself', desk: 'shown by a desk' };
const outcomes = {
  'outside-authority': 'stands, unpaid, and waits for a team leader', refused: 'refused', waiting: 'waits for another desk’s work', parked: 'kept for a newer centre',
};

/** The report as plain text for a terminal. No names of residents: the ids lead to their records. */
export function renderReports(reports: readonly RestoreReport[]): string {
  return reports.length === 0 ? 'This centre was not restored in the last three months.' : reports.map(renderOne).join('\n\n');
}

function renderOne({ noticedAt, restoredTo, noticedBy, counts, needsPerson, desksDone, desksUnderWay, unheard }: RestoreReport): string {
  return [
    `Restored to ${restoredTo === null ? 'an earlier day' : when(restoredTo)}; noticed ${when(noticedAt)}, ${noticed[noticedBy]}.`,
    `  replayed            ${String(counts.replayed)}`,
    `  already there       ${String(counts.alreadyThere)}`,
    `  outside authority   ${String(counts.outsideAuthority)}`,
    `  refused             ${String(counts.refused)}`,
    `  waiting             ${String(counts.waiting)}`,
    `  kept for later      ${String(counts.parked)}`,
    `  desks done ${String(desksDone)}, under way ${String(desksUnderWay)}, not heard from ${String(unheard.length)}`,
    ...unheard.map((one) => `    not heard from: ${one.staffName}, ${one.siteName}, desk ${one.deviceId}, last seen ${when(one.lastSeenAt)}`),
    ...needsPerson.map((one) => `    ${one.name} of ${one.staffName}, ${when(one.madeAt)}${one.residentId === null ? '' : `, resident ${one.residentId}`}: ${outcomes[one.outcome]}. ${one.sentence}`),
  ].map((line) => line.trimEnd()).join('\n');
}
