import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId, type ArticleVoteId, type ServiceId } from '#domain/ids.ts';
import { seemsPersonal } from '#domain/knowledge/personal.ts';
import type { ArticleVersion } from '#contract/views/knowledge.ts';
import type { ContactTopic } from '../../engine-client/contact-topic.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { announce } from '../../ui/live-region.tsx';
import { SayForm } from '../../ui/say-form.tsx';
import styles from './knowledge.module.css';

interface VoteProps {
  article: ArticleVersion;
  topic: ContactTopic | null;
}

/** “Was this right?” One key says yes; no asks for a line, which reaches whoever keeps the article. */
export function Vote({ article, topic }: VoteProps) {
  const { t } = useTranslation('knowledge');
  const [draft, setDraft, { discard }] = useDraft(`wrong:${article.id}`, { voteId: '', words: '' });
  const [asking, setAsking] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const personal = seemsPersonal(draft.words);
  const give = async (wasRight: boolean) => {
    if (working) return;
    setWorking(true);
    setFailure(null);
    const outcome = await giveCommand('vote-on-article', {
      voteId: asId<ArticleVoteId>(draft.voteId === '' ? newId() : draft.voteId), articleId: article.id, wasRight, words: wasRight ? '' : draft.words.trim(),
      reason: topic?.reasons[0] ?? null, serviceId: topic?.serviceIds[0] === undefined ? null : asId<ServiceId>(topic.serviceIds[0]),
    });
    setWorking(false);
    if (!outcome.ok) return setFailure(outcome.failure.sentence);
    setAsking(false);
    if (!wasRight) discard();
    announce(t(wasRight ? 'thanks-right' : 'thanks-wrong'));
  };
  const sayYes = () => { void give(true); };
  const sayNo = () => { setAsking(true); };
  useShortcut({ keys: 'Alt+Y', label: t('key-yes'), run: sayYes });
  useShortcut({ keys: 'Alt+N', label: t('key-no'), run: sayNo });
  const stands = article.myVote === null ? t('right') : t(article.myVote === 'right' ? 'said-right' : 'said-wrong');
  return (
    <div className={styles['vote']}>
      <div className={styles['ask']} role="group" aria-label={t('right')}>
        <span role="status">{stands}</span>
        <Button size="small" variant="secondary" shortcut="Alt+Y" isDisabled={working} onPress={sayYes}>{t('yes')}</Button>
        <Button size="small" variant="secondary" shortcut="Alt+N" isDisabled={working} onPress={sayNo}>{t('no')}</Button>
      </div>
      {asking ? (
        <div onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setAsking(false); } }}>
          <SayForm
            label={t('what-wrong')} send={t('send-wrong')} words={draft.words} working={working} failure={failure} autoFocus
            onChange={(words) => { setDraft({ voteId: draft.voteId === '' ? newId() : draft.voteId, words }); }} onSend={() => { void give(false); }}
          />
          <p className={styles['muted']}>{t('what-wrong-hint')}</p>
          {personal.length === 0 ? null : <Banner tone="warning">{t('personal', { what: personal.map((kind) => t(`personal-${kind}`)).join(', ') })}</Banner>}
        </div>
      ) : failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </div>
  );
}
