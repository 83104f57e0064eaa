import { useId, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './markdown.module.css';
import { evenHeadings, LINK_IN_APP, numberSteps } from './markdown-tree.ts';

interface MarkdownProps {
  text: string;
  /** The level of its highest heading: one below whatever it stands under. */
  level: 3 | 4;
  /** Steps that are ticked off, by number from 0. */
  ticked?: ReadonlySet<number>;
  /** Without it steps are shown and not to be ticked. */
  onTick?: ((step: number) => void) | undefined;
  /** A link to an article, by its key. */
  onOpenArticle?: ((articleKey: string) => void) | undefined;
}

/** Markdown that brings nothing from outside: no HTML, no pictures, and a link out is an address to read. */
export function Markdown({ text, level, ticked, onTick, onOpenArticle }: MarkdownProps) {
  const components = useMemo<Components>(() => ({
    a: ({ href, children }) => <Link href={href ?? ''} onOpenArticle={onOpenArticle}>{children}</Link>,
    img: ({ alt }) => <>{alt}</>,
    input: () => null,
    table: ({ children }) => <div className={styles['wide']}><table>{children}</table></div>,
    li: ({ node, children }) => {
      const step = node?.properties['dataStep'];
      return typeof step === 'number' ? <Step number={step} ticked={ticked?.has(step) === true} onTick={onTick}>{children}</Step> : <li>{children}</li>;
    },
  }), [ticked, onTick, onOpenArticle]);
  return (
    <div className={styles['markdown']}>
      <ReactMarkdown skipHtml remarkPlugins={[remarkGfm]} rehypePlugins={[[evenHeadings, level], numberSteps]} urlTransform={(url) => url} components={components}>{text}</ReactMarkdown>
    </div>
  );
}

function Step({ number, ticked, onTick, children }: { number: number; ticked: boolean; onTick: MarkdownProps['onTick']; children: ReactNode }) {
  const { t } = useTranslation('ui');
  const textId = useId();
  if (onTick === undefined) return <li className={styles['step']}><span className={styles['box']} aria-hidden="true" /><span>{children}</span></li>;
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

function Link({ href, onOpenArticle, children }: { href: string; onOpenArticle: MarkdownProps['onOpenArticle']; children: ReactNode }) {
  const key = LINK_IN_APP.exec(href)?.[1];
  if (key !== undefined) return onOpenArticle === undefined ? <u>{children}</u> : <button type="button" className={styles['link']} onClick={(event) => { event.stopPropagation(); onOpenArticle(key); }}>{children}</button>;
  const address = href.replace(/^(mailto|tel):/, '');
  return <>{children}{children === address ? null : <> <code>{address}</code></>}</>;
}
