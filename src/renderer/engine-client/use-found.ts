import { useEffect, useState } from 'react';
import { isSubjectHit, type SubjectHit } from '#contract/views/search.ts';
import { invoke } from './bridge.ts';

const SHORTEST = 3;
const AT_MOST = 12;

/** What a search finds of one kind; null while there is too little to look for. */
export function useFound(text: string, kind: 'resident' | 'property'): SubjectHit[] | null {
  const [found, setFound] = useState<{ text: string; hits: SubjectHit[] } | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted.length < SHORTEST) return undefined;
    let current = true;
    void invoke('search.find', { text: wanted.slice(0, 200), limit: AT_MOST }).then((answer) => {
      if (current && answer.ok) setFound({ text: wanted, hits: answer.value.hits.filter(isSubjectHit).filter((hit) => hit.kind === kind) });
    });
    return () => { current = false; };
  }, [wanted, kind]);
  return wanted.length < SHORTEST ? null : found?.hits ?? null;
}
