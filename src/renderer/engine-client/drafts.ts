import { useCallback, useEffect, useRef, useState } from 'react';
import { invoke } from './bridge.ts';
import { DraftKeeper, type DraftStatus } from './draft-keeper.ts';

/** By key for as long as somebody is signed in, so that a form opened again waits for its own last save. */
const keepers = new Map<string, DraftKeeper>();

function keeperOf(key: string): DraftKeeper {
  const known = keepers.get(key);
  if (known !== undefined) return known;
  const keeper = new DraftKeeper(key, {
    save: async (draftKey, value) => (await invoke('draft.save', { key: draftKey, value })).ok,
    discard: async (draftKey) => (await invoke('draft.discard', { key: draftKey })).ok,
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => { clearTimeout(timer); };
    },
  });
  keepers.set(key, keeper);
  return keeper;
}

/** Forms that are open, by the key of what is typed in them. */
const forms = new Map<string, Set<(value: unknown) => void>>();

/**
 * Puts something where a draft may stand already, as when a contact begins from elsewhere on the screen; a form that is open
 * shows it. `make` is given what stands there and answers null to leave it. Resolves to whether the desk keeps what stands there.
 */
export async function amendDraft<T>(key: string, make: (before: T | null) => T | null): Promise<boolean> {
  const keeper = keeperOf(key);
  await keeper.flush();
  const answer = await invoke('draft.load', { key });
  if (!answer.ok) return false;
  // What was typed since it was asked for is what stands there.
  const text = keeper.unsaved === null ? answer.value.value : keeper.unsaved.value;
  const made = make(text === null ? null : parse<T>(text) ?? null);
  if (made === null) return true;
  keeper.change(JSON.stringify(made));
  for (const show of forms.get(key) ?? []) show(made);
  await keeper.flush();
  return keeper.status === 'saved';
}

/** What stands there, what is on its way to the desk included; null where nothing does. */
export async function readDraft<T>(key: string): Promise<T | null> {
  let found: T | null = null;
  await amendDraft<T>(key, (kept) => {
    found = kept;
    return null;
  });
  return found;
}

/** Everything typed so far is on its way to the engine when this resolves; called before leaving the desk. */
export const flushDrafts = async (): Promise<void> => { await Promise.all([...keepers.values()].map((keeper) => keeper.flush())); };
export const forgetDrafts = (): void => { keepers.clear(); };

/** Forgets a draft that no form has open. */
export const discardDraft = (key: string): Promise<void> => keeperOf(key).discard();

/** Saves at every moment at which the window might be about to go; called once, before the first render. */
export function startDrafts(): void {
  const flush = (): void => { void flushDrafts(); };
  for (const event of ['blur', 'pagehide', 'beforeunload'] as const) window.addEventListener(event, flush);
  document.addEventListener('visibilitychange', flush);
  document.addEventListener('focusout', flush);
}

interface DraftState<T> {
  key: string;
  value: T;
  loaded: boolean;
}

/**
 * Something being typed that outlives a crash of any process. `loading` lasts until an earlier draft was looked for;
 * what is typed meanwhile wins over it. `discard` forgets it and goes back to `initial`.
 */
export function useDraft<T>(key: string, initial: T): [value: T, setValue: (value: T) => void, draft: { status: DraftStatus; discard: () => void }] {
  const first = useRef(initial);
  const [state, setState] = useState<DraftState<T>>({ key, value: initial, loaded: false });
  const [saving, setSaving] = useState<DraftStatus>('saved');
  if (state.key !== key) setState({ key, value: initial, loaded: false });

  useEffect(() => {
    first.current = initial;
    const keeper = keeperOf(key);
    let current = true;
    const load = async (): Promise<void> => {
      await keeper.flush();
      const answer = await invoke('draft.load', { key });
      if (!current) return;
      const found = answer.ok && answer.value.value !== null ? parse<T>(answer.value.value) : undefined;
      setState((before) => (before.loaded || before.key !== key ? before : { key, value: found === undefined ? before.value : found, loaded: true }));
    };
    const show = (value: unknown): void => { setState({ key, value: value as T, loaded: true }); };
    const shown = forms.get(key) ?? new Set();
    forms.set(key, shown.add(show));
    setSaving(keeper.status);
    const stop = keeper.onStatus(setSaving);
    void load();
    return () => {
      current = false;
      shown.delete(show);
      if (shown.size === 0) forms.delete(key);
      stop();
      void keeper.flush();
    };
    // `initial` belongs to the key: a caller may write it in place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  const setValue = useCallback((value: T) => {
    setState({ key, value, loaded: true });
    keeperOf(key).change(JSON.stringify(value));
  }, [key]);
  const discard = useCallback(() => {
    setState({ key, value: first.current, loaded: true });
    void keeperOf(key).discard();
  }, [key]);
  return [state.value, setValue, { status: state.loaded ? saving : 'loading', discard }];
}

/** Undefined where it was written by another version and can't be read: the form then begins anew. */
function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
