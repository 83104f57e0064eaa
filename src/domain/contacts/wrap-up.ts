/** The likely answers to the questions of a wrap-up, the likeliest first, so that a usual contact is closed without looking for them. */
import { avoidableCodes, contactOutcomes, contactReasons, type AvoidableCode, type ContactOutcome, type ContactReason, type ServiceCategory } from '../vocabulary.ts';

/** What has been done in the contact so far. */
export interface DoneInContact {
  decided: boolean;
  /** A team leader was asked. */
  asked: boolean;
  verificationFailed: boolean;
  /** What it is about is only written down and passed on. */
  logOnly: boolean;
}

const inOrder = <T>(likely: readonly T[], all: readonly T[]): T[] => [...new Set([...likely, ...all])];

const reasonsOf: Partial<Record<ServiceCategory, readonly ContactReason[]>> = {
  waste: ['report', 'request', 'progress-chase'], streets: ['report', 'progress-chase'], highways: ['report', 'progress-chase'], environment: ['report', 'information'],
  revenues: ['pay', 'change', 'information', 'dispute'], housing: ['request', 'progress-chase', 'report'], travel: ['apply', 'dispute', 'information'], corporate: ['information', 'complaint'],
};

export const likelyReasons = (category: ServiceCategory | null): ContactReason[] =>
  inOrder(category === null ? ['request', 'report', 'information', 'progress-chase'] : reasonsOf[category] ?? [], contactReasons);

const outcomesOf: Partial<Record<ContactReason, readonly ContactOutcome[]>> = {
  request: ['referred', 'resolved-first-contact'], report: ['logged', 'referred'], apply: ['referred', 'signposted'], pay: ['resolved-first-contact'], change: ['resolved-first-contact', 'referred'],
  'progress-chase': ['resolved-first-contact', 'referred'], information: ['resolved-first-contact', 'signposted'], dispute: ['logged', 'referred'], complaint: ['logged', 'escalated'],
  compliment: ['logged'], death: ['logged'], safeguarding: ['referred', 'escalated'], 'wrong-service': ['signposted'],
};

export function likelyOutcomes(reason: ContactReason | null, { decided, asked, verificationFailed, logOnly }: DoneInContact): ContactOutcome[] {
  const done: ContactOutcome[] = [];
  if (logOnly) done.push('logged', 'signposted');
  if (asked) done.push('escalated');
  if (decided) done.push('resolved-under-delegation');
  if (verificationFailed) done.push('verification-failed');
  return inOrder([...done, ...reason === null ? [] : outcomesOf[reason] ?? []], contactOutcomes);
}

const avoidableOf: Partial<Record<ContactReason, readonly AvoidableCode[]>> = {
  'progress-chase': ['chasing', 'premature-closure'], information: ['unclear-communication', 'should-be-online'], pay: ['should-be-online'], 'wrong-service': ['wrong-contact-point'],
  change: ['re-supplying-information', 'should-be-online'],
};

/** Null is “not avoidable”: first, but where somebody is chasing or came to the wrong place. */
export function likelyAvoidable(reason: ContactReason | null): (AvoidableCode | null)[] {
  const likely = reason === null ? [] : avoidableOf[reason] ?? [];
  const nearlyAlways = reason === 'progress-chase' || reason === 'wrong-service';
  return inOrder<AvoidableCode | null>(nearlyAlways ? [...likely, null] : [null, ...likely], avoidableCodes);
}
