import { Search, X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { invoke } from '../../engine-client/bridge.ts';
import { expectLive, useLive } from '../../engine-client/live.ts';
import { useShortcut } from '../../ui/keys.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useRested } from '../../ui/rested.ts';
import { SearchResults } from './search-results.tsx';
import styles from './search.module.css';
import { SearchSession, type OnOpen } from './search-session.ts';

const AT_MOST = 25;
const askFor = (text: string) => ({ text: text.slice(0, 200), limit: AT_MOST });

/** Finds a resident, an address or a case from a part of whatever is known. `/` or Ctrl+K from anywhere. */
export function SearchBox({ onOpen, onNew }: { onOpen: OnOpen; onNew: ((searched: string) => void) | null }) {
  const { t } = useTranslation('search');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const status = useLive('sync', {}).collections?.status[0];
  const fetching = status?.phase === 'starting' || status?.phase === 'first-fetch' ? 'all' : status?.partial === true ? 'rest' : null;
  const [search] = useState(() => new SearchSession((text) => invoke('search.find', askFor(text))));
  useEffect(() => search.onOpen((hit, since, how) => {
    input.current?.blur();
    onOpen(hit, since, how);
  }), [search, onOpen]);
  // What was asked of a copy that was still coming in is asked again of the whole one.
  useEffect(() => { if (fetching !== 'all') search.again(); }, [search, fetching]);
  const state = useStore(search.store);
  const shown = state.open && (state.answer !== null || state.failure !== null);
  const hits = state.answer?.hits ?? [];
  // Whoever the keys rest at is likely to be opened: by then their record has been read.
  const likely = shown ? hits[state.active]?.subject ?? null : null;
  const [likelyKind, likelyId] = [likely?.kind, likely?.id];
  const rested = useRested(likelyId) === likelyId;
  useEffect(() => rested && likelyKind !== undefined && likelyId !== undefined ? expectLive('subject', { kind: likelyKind, id: likelyId }) : undefined, [rested, likelyKind, likelyId]);
  const lookedAt = useRested(shown ? state.answered : '');
  const active = shown && hits[state.active] !== undefined ? `${id}-${String(state.active)}` : undefined;

  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useShortcut({ keys: '/', label: t('shortcut'), run: focus });
  useShortcut({ keys: 'Ctrl+K', label: t('shortcut'), run: focus });

  const onKeyDown = (event: KeyboardEvent) => {
    const { ctrlKey, altKey, metaKey, nativeEvent } = event;
    if (altKey || nativeEvent.isComposing) return;
    if (ctrlKey || metaKey) {
      if (event.key !== 'Enter') return;
      search.enter('begin');
      event.preventDefault();
      return;
    }
    switch (event.key) {
      case 'ArrowDown': search.move(state.open ? 1 : 0); break;
      case 'ArrowUp': search.move(-1); break;
      case 'PageDown': search.move(8); break;
      case 'PageUp': search.move(-8); break;
      case 'Enter': search.enter(); break;
      case 'Escape':
        if (shown) search.close();
        else if (state.text === '') input.current?.blur();
        else search.type('');
        break;
      default: return;
    }
    event.preventDefault();
  };
  // Reads what is typed when it is pressed, and so stays the same while somebody types.
  const record = onNew === null ? null : () => {
    const { text } = search.store.getState();
    search.type('');
    onNew(text);
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) search.close();
  };
  return (
    <search className={styles['search']} onBlur={onBlur}>
      <div className={styles['box']}>
        <Search size={16} aria-hidden="true" />
        <input
          ref={input} className={styles['input']} type="text" role="combobox" aria-label={t('label')} placeholder={t('placeholder')}
          aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={active}
          autoComplete="off" autoCorrect="off" spellCheck={false} maxLength={200} value={state.text}
          onChange={(event) => { search.type(event.target.value); }} onKeyDown={onKeyDown} onFocus={() => { search.reopen(); }}
        />
        {state.text === '' ? <Kbd keys="/" /> : (
          <button
            type="button" className={styles['clear']} aria-label={t('clear')}
            onClick={() => {
              search.type('');
              input.current?.focus();
            }}
          >
            <X size={14} aria-hidden="true" />
          </button>
        )}
      </div>
      {shown && lookedAt === state.answered ? <KeptFound text={lookedAt} search={search} /> : null}
      <SearchResults
        listId={`${id}-list`} idOf={(index) => `${id}-${String(index)}`} state={state} shown={shown} fetching={fetching}
        onChoose={(hit) => { search.choose(hit); }} onPoint={(index) => { search.moveTo(index); }} onTryAgain={() => { search.again(); }}
        onNew={record}
      />
    </search>
  );
}

/** Keeps what was found true for as long as it is looked at. */
function KeptFound({ text, search }: { text: string; search: SearchSession }) {
  const { collections } = useLive('search', askFor(text));
  useEffect(() => {
    if (collections !== null) search.changed(text, { hits: collections.hits, more: collections.whole[0]?.more ?? false });
  }, [search, text, collections]);
  return null;
}
