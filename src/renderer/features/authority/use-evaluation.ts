import { useCallback, useEffect, useState } from 'react';
import type { Details } from '#domain/delegation/clause-fields.ts';
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
  /** Null while the clause’s form can’t be read whole. */
  details: Details | null;
  interest: string;
  /** Changes when limits may have: somebody decided, or the connection came or went. */
  standing: unknown;
}

/**
 * What the engine says of this amount and item, asked at every change. While it thinks, the last answer stays on the
 * screen but decides nothing; an answer to an older question is dropped.
 */
export function useEvaluation({ clauseId, residentId, amount, item, details, interest, standing }: Asked): [Checked, again: () => void] {
  const [checked, setChecked] = useState<Checked>({ state: 'checking', evaluation: null });
  const [tries, setTries] = useState(0);
  // The same answers are the same question, whatever object carries them.
  const form = details === null ? null : JSON.stringify(details);
  useEffect(() => {
    let current = true;
    setChecked((before) => ({ state: 'checking', evaluation: before.state === 'failed' ? null : before.evaluation }));
    const entered = form === null ? null : JSON.parse(form) as Record<string, string>;
    void invoke('authority.evaluate', { clauseId, residentId, amount, item, details: entered, interest }).then((answer) => {
      if (!current) return;
      setChecked(answer.ok ? { state: 'known', evaluation: answer.value } : { state: 'failed', sentence: answer.failure.sentence });
    });
    return () => { current = false; };
  }, [clauseId, residentId, amount, item, form, interest, standing, tries]);
  return [checked, useCallback(() => { setTries((before) => before + 1); }, [])];
}
