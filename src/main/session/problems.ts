import type { ChannelArgs, Problem } from '#contract/channels.ts';
import type { FailureCode } from '#contract/failures.ts';

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
  'too-old': ['back'],
  'too-new': ['back'],
  'lease-over': ['back'],
  'wiped': ['back'],
};
