/** Every word of the screen in Welsh: brought in when somebody asks for it. A word that is not here yet is said in English. */
import { cy as rules } from '#domain/words/cy.ts';
import { en } from '#domain/words/en.ts';
import { vocabularyCy as vocabulary } from '#domain/words/vocabulary-cy.ts';
import { words as acting } from '../features/acting/words.cy.ts';
import { words as authority } from '../features/authority/words.cy.ts';
import { words as care } from '../features/care/words.cy.ts';
import { words as caseWords } from '../features/case/words.cy.ts';
import { words as contact } from '../features/contact/words.cy.ts';
import { words as councillor } from '../features/councillor/words.cy.ts';
import { words as duplicates } from '../features/duplicates/words.cy.ts';
import { words as governance } from '../features/governance/words.cy.ts';
import { words as lives } from '../features/lives/words.cy.ts';
import { words as knowledge } from '../features/knowledge/words.cy.ts';
import { words as lock } from '../features/lock/words.cy.ts';
import { words as presence } from '../features/presence/words.cy.ts';
import { words as promises } from '../features/promises/words.cy.ts';
import { words as queue } from '../features/queue/words.cy.ts';
import { words as record } from '../features/record/words.cy.ts';
import { words as resident } from '../features/resident/words.cy.ts';
import { words as search } from '../features/search/words.cy.ts';
import { words as sync } from '../features/sync/words.cy.ts';
import { words as transfer } from '../features/transfer/words.cy.ts';
import { words as verify } from '../features/verify/words.cy.ts';
import { words as worklist } from '../features/worklist/words.cy.ts';
import { words as ui } from '../ui/words.cy.ts';
import { welsh } from '../ui/welsh.ts';
import { beyondTheScreen } from './beyond-the-screen.cy.ts';
import { words as app } from './words.cy.ts';

/** By namespace, as in the English catalogue. */
export const welshCatalogue: Record<string, Readonly<Record<string, string>>> = {
  app, ui, rules, vocabulary, lock, search, sync, resident, contact, duplicates, authority, case: caseWords, worklist, governance, verify, record, promises, acting, queue, transfer, presence, knowledge, care, lives, councillor,
};
/** English sentences from beyond the screen and what Welsh says for them. */
export const pairs: readonly (readonly [string, string])[] = [
  ...Object.entries(en).flatMap(([code, english]): [string, string][] => { const other = rules[code]; return other === undefined ? [] : [[english, other]]; }),
  ...Object.entries(beyondTheScreen),
];
export const idiom = welsh;
