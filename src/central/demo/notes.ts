/** What operatives wrote: titles and notes put together from the council's own sentences, the same things named alike. */
import type { NoteWords } from './catalogue.ts';
import { weighted, type Random } from './random.ts';

/** A template split at its slots: literal, slot, literal, slot, … */
type Template = string[];
const compile = (template: string): Template => template.split(/\{(\w+)\}/);

/** What one matter is about, so that its title and every note name the same bin. */
export type Particulars = Record<string, string>;

export interface NoteWriter {
  service: (random: Random) => string;
  title: (serviceId: string, about: Particulars, random: Random) => string;
  /** The first note of a matter. */
  start: (serviceId: string, about: Particulars, random: Random) => string;
  /** A matter dealt with on the spot; `question` where it was no more than that. */
  ask: (serviceId: string, about: Particulars, random: Random) => { note: string; question: boolean };
  chase: (about: Particulars, random: Random) => string;
  close: (about: Particulars, random: Random) => string;
}

export function createNoteWriter(words: NoteWords): NoteWriter {
  const services = new Map(Object.entries(words.services).map(([id, texts]) => [id, {
    titles: texts.titles.map(compile), start: texts.start.map(compile), ask: texts.ask.map(compile),
  }]));
  const chase = words.chase.map(compile);
  const close = words.close.map(compile);
  const weights = Object.entries(words.weights).filter(([id]) => services.has(id));
  const drawService = weighted(weights, ([, weight]) => weight);

  const fill = (template: Template, about: Particulars, random: Random): string => {
    let text = template[0] ?? '';
    for (let slot = 1; slot < template.length; slot += 2) {
      const name = template[slot] ?? '';
      const value = about[name] ??= random.pick(words.items[name] ?? ['']);
      text += value + (template[slot + 1] ?? '');
    }
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const of = (serviceId: string) => {
    const texts = services.get(serviceId);
    if (texts === undefined) throw new Error(`notes.json has no words for service ${serviceId}`);
    return texts;
  };
  const dressed = (template: Template, about: Particulars, random: Random): string =>
    random.pick(words.openers) + fill(template, about, random) + random.pick(words.closers);

  return {
    service: (random) => drawService(random)[0],
    title: (serviceId, about, random) => fill(random.pick(of(serviceId).titles), about, random),
    start: (serviceId, about, random) => {
      const text = dressed(random.pick(of(serviceId).start), about, random);
      return about['ref'] === undefined ? text : `${text} ${about['ref']}.`;
    },
    ask: (serviceId, about, random) => {
      const { ask, start } = of(serviceId);
      const question = ask.length > 0 && random.chance(ask.length / (ask.length + start.length));
      return { note: dressed(random.pick(question ? ask : start), about, random), question };
    },
    chase: (about, random) => fill(random.pick(chase), about, random),
    close: (about, random) => fill(random.pick(close), about, random),
  };
}
