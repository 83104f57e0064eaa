import type { ChannelArgs, Problem, SessionState } from '#contract/channels.ts';
import type { Failure, FailureCode } from '#contract/failures.ts';

export type Way = ChannelArgs<'session.resolve'>['way'];

export const fileProblems = ['cache-damaged', 'cache-newer', 'outbox-damaged', 'outbox-newer'] as const satisfies Problem['kind'][];
export const versionProblems = ['too-old', 'too-new'] as const satisfies Problem['kind'][];
export const isOneOf = <K extends string>(kinds: readonly K[], code: FailureCode): code is K & FailureCode => (kinds as readonly string[]).includes(code);

/** Which ways lead out of which problem. */
export const waysOut: Record<Problem['kind'], readonly Way[]> = {
  'keychain-missing': ['recover-key', 'back'],
  'cache-damaged': ['rebuild-cache', 'back'],
  'cache-newer': ['rebuild-cache', 'back'],
  'outbox-damaged': ['set-outbox-aside', 'back'],
  'outbox-newer': ['set-outbox-aside', 'back'],
  'engine-stopped': ['restart-engine', 'back'],
  'too-old': ['without-centre', 'back'],
  'too-new': ['without-centre', 'back'],
  'lease-over': ['back'],
  'wiped': ['back'],
};

/** The screen for a problem, with what the failure that led there tells of it. */
export function problemState(kind: Problem['kind'], username: string | null, { details = {} }: Pick<Failure, 'details'> = {}): SessionState {
  const { unsent, keptAs, since } = details;
  return {
    phase: 'problem',
    problem: { kind, username, unsent: typeof unsent === 'number' ? unsent : null, keptAs: typeof keptAs === 'string' ? keptAs : null,
      ...typeof since === 'number' ? { since } : {} },
  };
}
