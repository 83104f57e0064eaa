import type { Details } from '#domain/delegation/clause-fields.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { formatsFor } from '#domain/needs/kinds.ts';
import type { Resident } from '#domain/records/people.ts';
import { useLive } from '../../engine-client/live.ts';
import { LetterWords } from '../../ui/letter-words.tsx';

interface LetterPreviewProps {
  clause: Clause;
  resident: Resident;
  amount: number;
  item: string | null;
  reference: string;
  details: Details;
}

/** The letter of a decision, by what the record says of their language and needs. */
export function LetterPreview({ resident, ...letter }: LetterPreviewProps) {
  const needs = useLive('subject', { kind: 'resident', id: resident.id }).collections?.needs ?? [];
  return <LetterWords {...letter} reaches={{ language: resident.language, formats: formatsFor(needs) }} />;
}
