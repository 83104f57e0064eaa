import type { EngineCallName, EngineCalls } from '#contract/engine-protocol.ts';
import type { Outcome } from '#contract/failures.ts';

export type CallEngine = <N extends EngineCallName>(name: N, args: EngineCalls[N]['args']) => Promise<Outcome<EngineCalls[N]['answer']>>;
