import { Building2, ClipboardList, HeartHandshake, Landmark, MapPin, ShieldAlert, User } from 'lucide-react';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '#contract/views/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { useRested } from '../../ui/rested.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './search.module.css';
import type { SearchState } from './search-session.ts';

interface SearchResultsProps {
  listId: string;
  idOf: (index: number) => string;
  state: SearchState;
  shown: boolean;
  /** The desk's copy is still coming in, so that what is not found may yet be. */
  fetching: 'all' | 'rest' | null;
  onChoose: (hit: SearchHit) => void;
  onPoint: (index: number) => void;
  onTryAgain: () => void;
  /** Records whoever is not there; null where this person may not. */
  onNew: (() => void) | null;
}

/** As many as a window of usual height shows. */
const AT_ONCE = 10;
const NONE: readonly SearchHit[] = [];

export function SearchResults({ listId, idOf, state, shown, fetching, onChoose, onPoint, onTryAgain, onNew }: SearchResultsProps) {
  const { t } = useTranslation('search');
  const list = useRef<HTMLUListElement>(null);
  const { answer, failure, active, answered } = state;
  // Asked for only where it may have moved: the answer to it takes a layout of the whole page with each letter.
  const scrolled = useRef(false);
  useEffect(() => {
    if (!shown || (active <= 0 && !scrolled.current)) return;
    scrolled.current = false;
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [shown, active, answer]);
  const hits = shown ? answer?.hits ?? NONE : NONE;
  // Those below the edge are not drawn for whoever goes on to the next letter.
  const whole = useRested(answered) === answered;
  const drawn = whole ? hits : hits.slice(0, Math.max(AT_ONCE, active + 1));
  const count = hits.length === 0 ? '' : t(answer?.more === true ? 'count-more' : 'count', { count: hits.length });
  return (
    <>
      <VisuallyHidden><span role="status">{shown ? count : ''}</span></VisuallyHidden>
      <div className={styles['popup']} hidden={!shown}>
        {shown && failure !== null ? (
          <div className={styles['failed']}>
            <ErrorText>{t('failed')} {failure}</ErrorText>
            <Button variant="secondary" size="small" onPress={onTryAgain}>{t('try-again')}</Button>
          </div>
        ) : null}
        {shown && answer !== null && hits.length === 0 ? (
          <div role="status"><EmptyState title={t('none', { text: answered })} advice={t(fetching === 'all' ? 'none-fetching' : fetching === 'rest' ? 'none-rest' : 'none-advice')}>{onNew === null ? null : <Button variant="primary" size="small" onPress={onNew}>{t('record-new')}</Button>}</EmptyState></div>
        ) : null}
        <ul ref={list} id={listId} role="listbox" aria-label={t('results')} data-answers={answered} className={styles['list']} data-empty={hits.length === 0} onScroll={() => { scrolled.current = true; }}>
          {drawn.map((hit, index) => (
            <li
              key={hit.key} id={idOf(index)} role="option" aria-selected={index === active} className={styles['hit']}
              // The focus stays in the box.
              onMouseDown={(event) => { event.preventDefault(); }} onMouseMove={() => { if (index !== active) onPoint(index); }}
              onClick={() => { onChoose(hit); }}
            >
              <Hit hit={hit} />
            </li>
          ))}
        </ul>
        {hits.length === 0 ? null : (
          <div className={styles['foot']}>
            <span>{answer?.more === true ? t('more') : count}</span>
            {onNew === null ? null : <Button variant="link" onPress={onNew}>{t('record-new')}</Button>}
            <span aria-hidden="true">{t('keys')}</span>
          </div>
        )}
      </div>
    </>
  );
}

function HitIcon({ hit }: { hit: SearchHit }) {
  const given = { size: 18, 'aria-hidden': true, className: styles['icon'] } as const;
  if (hit.kind === 'case') return <ClipboardList {...given} />;
  if (hit.kind === 'councillor') return <Landmark {...given} />;
  if (hit.kind === 'property') return <MapPin {...given} />;
  return hit.organisation ? <Building2 {...given} /> : <User {...given} />;
}

/** Everything that tells two people of one name apart, on two lines. */
const Hit = memo(function Hit({ hit }: { hit: SearchHit }) {
  const { t, i18n } = useTranslation('search');
  const kind = hit.kind === 'case' ? t('kind-case') : hit.kind === 'property' ? t('kind-property') : hit.kind === 'councillor' ? t('kind-councillor') : hit.organisation ? t('kind-organisation') : null;
  const birth = hit.kind !== 'resident' || hit.organisation ? null
    : hit.dateOfBirth === null ? t('no-birth') : t('born', { date: calendarDateWords(hit.dateOfBirth, i18n.language, 'short') });
  return (
    <>
      <HitIcon hit={hit} />
      <span className={styles['who']}>
        <span className={styles['name']}><Sensitive>{hit.title}</Sensitive></span>
        {kind === null ? null : <span className={styles['muted']}>{kind}</span>}
        {birth === null ? null : <span className={styles['birth']}><Sensitive>{birth}</Sensitive></span>}
      </span>
      <span className={styles['when']}>{hit.kind === 'councillor' ? t('begins-enquiry') : hit.lastContactAt === null ? t('no-contact') : t('last-contact', { when: hit.lastContactAt })}</span>
      <span className={styles['where']}>
        {hit.addressHidden ? <span>{t('address-hidden')}</span> : hit.address === null ? null : <span><Sensitive>{hit.address}</Sensitive></span>}
        {hit.matched === null ? null : <span className={styles['matched']}>{t('matched', { what: hit.matched.startsWith('+') ? phoneText(hit.matched) : hit.matched })}</span>}
      </span>
      <span className={styles['flags']}>
        {hit.near ? <Badge>{t('near')}</Badge> : null}
        {hit.restricted ? <Badge>{t('restricted')}</Badge> : null}
        {hit.deceased ? <Badge>{t('deceased')}</Badge> : null}
        {hit.hasMarker ? <Flag icon={<ShieldAlert size={12} aria-hidden="true" />} tone="warning">{t('marker')}</Flag> : null}
        {hit.needs === 0 ? null : <Flag icon={<HeartHandshake size={12} aria-hidden="true" />} tone="accent">{t('needs', { count: hit.needs })}</Flag>}
        {hit.openCases === 0 ? null : <Badge>{t('open-cases', { count: hit.openCases })}</Badge>}
      </span>
    </>
  );
});

const Flag = ({ icon, tone, children }: { icon: ReactNode; tone: 'warning' | 'accent'; children: ReactNode }) => <Badge tone={tone}>{icon}{children}</Badge>;
