import { useCallback, useEffect, useState } from 'react';
import type { Evaluation } from '#domain/delegation/evaluate.ts';
import { invoke } from '../../engine-client/bridge.ts';

export type Checked =
  | { state: 'checking'; evaluation: Evaluation | null }
  | { state: 'known'; evaluation: Evaluation }
  | { state: 'failed'; sentence: string };

interface Asked {
  clauseId: string;
  residentId: string;
  amount: number | null;
  item: string | null;
  /** Changes when limits may have: somebody decided, or the connection came or went. */
  standing: unknown;
}

/**
 * What the engine says of this amount and item, asked at every change. While it thinks, the last answer stays on the
 * screen but decides nothing; an answer to an older question is dropped.
 */
export function useEvaluation({ clauseId, residentId, amount, item, standing }: Asked): [Checked, again: () => void] {
  const [checked, setChecked] = useState<Checked>({ state: 'checking', evaluation: null });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    setChecked((before) => ({ state: 'checking', evaluation: before.state === 'failed' ? null : before.evaluation }));
    void invoke('authority.evaluate', { clauseId, residentId, amount, item }).then((answer) => {
      if (!current) return;
      setChecked(answer.ok ? { state: 'known', evaluation: answer.value } : { state: 'failed', sentence: answer.failure.sentence });
    });
    return () => { current = false; };
  }, [clauseId, residentId, amount, item, standing, tries]);
  return [checked, useCallback(() => { setTries((before) => before + 1); }, [])];
}
