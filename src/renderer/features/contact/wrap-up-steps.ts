/** The five questions of a wrap-up, and the answers to each, the likeliest first. */
import { likelyAvoidable, likelyOutcomes, likelyReasons, type DoneInContact } from '#domain/contacts/wrap-up.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { Instant } from '#domain/time/instant.ts';
import type { WorkingCalendar } from '#domain/time/working-days.ts';
import { avoidableCodes, contactOutcomes, contactReasons, type ServiceCategory } from '#domain/vocabulary.ts';
import type { ContactDraft } from './contact-draft.ts';

export const wrapUpSteps = ['reason', 'outcome', 'avoidable', 'owner', 'promise'] as const;
export type WrapUpStep = (typeof wrapUpSteps)[number];

/** `none` stands for no code, nobody, and no day. */
export const NONE = 'none';
/** In how many working days something is promised by one key. */
export const PROMISED_IN = { tomorrow: 1, 'two-days': 2, 'five-days': 5 } as const;

export interface WrapUpContext {
  category: ServiceCategory | null;
  done: DoneInContact;
  /** Somebody is named who can be promised something. */
  promisable: boolean;
  /** The contact’s own service may go on with it. */
  service: boolean;
}

/** In the order in which they are offered. */
export function answersOf(step: WrapUpStep, draft: ContactDraft, { category, done, promisable, service }: WrapUpContext): string[] {
  switch (step) {
    case 'reason': return likelyReasons(category);
    case 'outcome': return likelyOutcomes(draft.reason, done);
    case 'avoidable': return likelyAvoidable(draft.reason).map((code) => code ?? NONE);
    case 'owner': {
      const goesOn = draft.outcome === 'referred' && service;
      const own = service ? ['service'] : [];
      return [...goesOn ? [...own, NONE] : [NONE, ...own], ...promisable ? ['me', 'colleague'] : [], 'other-service'];
    }
    case 'promise': return promisable ? [NONE, ...Object.keys(PROMISED_IN), 'other-day'] : [NONE];
  }
}

const keyOrder: Readonly<Record<WrapUpStep, readonly string[]>> = {
  reason: contactReasons, outcome: contactOutcomes, avoidable: [NONE, ...avoidableCodes], owner: [NONE, 'me', 'colleague', 'service', 'other-service'],
  promise: [NONE, ...Object.keys(PROMISED_IN), 'other-day'],
};

/** Keys are given out in an order that never changes, whatever is offered first: the hand learns them. */
export const inKeyOrder = (step: WrapUpStep, offered: readonly string[]): string[] => keyOrder[step].filter((answer) => offered.includes(answer));

/** The first that is not answered yet; reason and outcome may have been chosen in the form. */
export const firstOpen = (draft: ContactDraft): WrapUpStep => draft.reason === null ? 'reason' : draft.outcome === null ? 'outcome' : 'avoidable';

/** The question after one; null after the last. A promise is asked for only where there is somebody to make it to. */
export function stepAfter(step: WrapUpStep, promisable: boolean): WrapUpStep | null {
  const next = wrapUpSteps[wrapUpSteps.indexOf(step) + 1] ?? null;
  return next === 'promise' && !promisable ? null : next;
}

export const promisedOn = (answer: keyof typeof PROMISED_IN, now: Instant, calendar: WorkingCalendar): string => calendar.addWorkingDays(dateAt(now), PROMISED_IN[answer]);
