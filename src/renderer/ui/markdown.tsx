import { createContext, memo, use, useId, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './markdown.module.css';
import { evenHeadings, LINK_IN_APP, numberSteps } from './markdown-tree.ts';

interface Use {
  /** Steps that are ticked off, by number from 0. */
  ticked?: ReadonlySet<number> | undefined;
  /** Without it steps are shown and not to be ticked. */
  onTick?: ((step: number) => void) | undefined;
  /** A link to an article, by its key. */
  onOpenArticle?: ((articleKey: string) => void) | undefined;
}

interface MarkdownProps extends Use {
  text: string;
  /** The level of its highest heading: one below whatever it stands under. */
  level: 3 | 4;
}

/** What its parts need to know: a tick changes them where they stand, and the focus stays on them. */
const InUse = createContext<Use>({});

/** Markdown that brings nothing from outside: no HTML, no pictures, and a link out is an address to read. */
export function Markdown({ text, level, ticked, onTick, onOpenArticle }: MarkdownProps) {
  const inUse = useMemo(() => ({ ticked, onTick, onOpenArticle }), [ticked, onTick, onOpenArticle]);
  return (
    <div className={styles['markdown']}>
      <InUse value={inUse}><Drawn text={text} level={level} /></InUse>
    </div>
  );
}

const remarkPlugins = [remarkGfm];
const asWritten = (url: string): string => url;

/** Read and laid out only when the words change. */
const Drawn = memo(function Drawn({ text, level }: { text: string; level: number }) {
  return <ReactMarkdown skipHtml remarkPlugins={remarkPlugins} rehypePlugins={[[evenHeadings, level], numberSteps]} urlTransform={asWritten} components={components}>{text}</ReactMarkdown>;
});

const components: Components = {
  a: ({ href, children }) => <Link href={href ?? ''}>{children}</Link>,
  img: ({ alt }) => <>{alt}</>,
  input: () => null,
  table: ({ children }) => <div className={styles['wide']}><table>{children}</table></div>,
  li: ({ node, children }) => {
    const step = node?.properties['dataStep'];
    return typeof step === 'number' ? <Step number={step}>{children}</Step> : <li>{children}</li>;
  },
};

function Step({ number, children }: { number: number; children: ReactNode }) {
  const { t } = useTranslation('ui');
  const { ticked: all, onTick } = use(InUse);
  const textId = useId();
  const ticked = all?.has(number) === true;
  if (onTick === undefined) return <li className={styles['step']}><span className={styles['box']} aria-hidden="true" /><span className={styles['words']}>{children}</span></li>;
  return (
    <li className={styles['step']}>
      {/* The words may hold a link, so that they stand beside the control and not in it; a press on them ticks, too. */}
      <button type="button" role="checkbox" aria-checked={ticked} aria-label={t('step', { number: number + 1 })} aria-describedby={textId} className={styles['tick']} data-step={number} onClick={() => { onTick(number); }}>
        <span className={styles['box']} aria-hidden="true">{ticked ? '✓' : number < 9 ? String(number + 1) : ''}</span>
      </button>
      <span id={textId} className={styles['words']} data-ticked={ticked} onClick={() => { onTick(number); }}>{children}</span>
    </li>
  );
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  const { onOpenArticle } = use(InUse);
  const key = LINK_IN_APP.exec(href)?.[1];
  if (key !== undefined && onOpenArticle === undefined) return <u>{children}</u>;
  if (key !== undefined) return <button type="button" className={styles['link']} onClick={(event) => { event.stopPropagation(); onOpenArticle?.(key); }}>{children}</button>;
  const address = href.replace(/^(mailto|tel):/, '');
  return <>{children}{children === address ? null : <> <code>{address}</code></>}</>;
}
