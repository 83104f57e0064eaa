import type { CaseItem } from '#contract/views/subject.ts';

export const isOpen = (item: { status: CaseItem['status'] }): boolean => item.status !== 'closed' && item.status !== 'cancelled';

/** Open cases first, the soonest due on top; closed ones after, the last closed on top. */
export function arrangeCases(cases: readonly CaseItem[]): { open: CaseItem[]; closed: CaseItem[] } {
  const due = (item: CaseItem): number => item.dueAt ?? Number.MAX_SAFE_INTEGER;
  return {
    open: cases.filter(isOpen).sort((a, b) => due(a) - due(b) || b.openedAt - a.openedAt),
    closed: cases.filter((item) => !isOpen(item)).sort((a, b) => (b.closedAt ?? b.openedAt) - (a.closedAt ?? a.openedAt)),
  };
}
