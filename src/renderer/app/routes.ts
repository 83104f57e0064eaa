/** Where the person is, and the way there: small enough to need no library. Holds ids and never a name. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { SubjectRef } from '#contract/views/subject-ref.ts';

export type View =
  | { name: 'home' }
  /** `caseId`: one case of theirs, opened over it. */
  | { name: 'subject'; subject: SubjectRef; caseId: string | null }
  | { name: 'councillor'; councillorId: string }
  | { name: 'worklist'; escalationId: string | null }
  | { name: 'bookings' }
  | { name: 'queue' }
  | { name: 'duplicates'; duplicateId: string | null }
  | { name: 'sync' }
  | { name: 'governance' }
  | { name: 'markers' };

export interface Routes {
  view: View;
  before: readonly View[];
  after: readonly View[];
}

export const HOME: Routes = { view: { name: 'home' }, before: [], after: [] };
const LONGEST = 100;

export const sameView = (a: View, b: View): boolean => JSON.stringify(a) === JSON.stringify(b);

/** To a new place; the way forward ends here. */
export function went(routes: Routes, view: View): Routes {
  if (sameView(routes.view, view)) return routes;
  return { view, before: [...routes.before, routes.view].slice(-LONGEST), after: [] };
}

/** The same place, seen otherwise: going back does not stop here. */
export const replaced = (routes: Routes, view: View): Routes => ({ ...routes, view });

export function wentBack(routes: Routes): Routes {
  const view = routes.before.at(-1);
  return view === undefined ? routes : { view, before: routes.before.slice(0, -1), after: [routes.view, ...routes.after] };
}

export function wentForward(routes: Routes): Routes {
  const [view, ...after] = routes.after;
  return view === undefined ? routes : { view, before: [...routes.before, routes.view], after };
}

/** The record looked at last, to return to from another screen. */
export function lastSubject(routes: Routes): View | null {
  return routes.view.name === 'subject' ? routes.view : routes.before.findLast((view) => view.name === 'subject') ?? null;
}

const store = createStore<Routes>(() => HOME);
export const useRoutes = (): Routes => useStore(store);
export const go = (view: View): void => { store.setState((routes) => went(routes, view), true); };
export const replace = (view: View): void => { store.setState((routes) => replaced(routes, view), true); };
export const goBack = (): void => { store.setState(wentBack, true); };
export const goForward = (): void => { store.setState(wentForward, true); };
export const goToLastSubject = (): void => { store.setState((routes) => went(routes, lastSubject(routes) ?? HOME.view), true); };
export const startOver = (): void => { store.setState(HOME, true); };
export const openSubject = (subject: SubjectRef, caseId: string | null = null): void => { go({ name: 'subject', subject, caseId }); };
/** Whether somebody’s record is what the screen shows, asked outside of drawing. */
export function isOpen({ kind, id }: SubjectRef): boolean {
  const { view } = store.getState();
  return view.name === 'subject' && view.subject.kind === kind && view.subject.id === id;
}
export const isRecordOpen = (): boolean => store.getState().view.name === 'subject';
