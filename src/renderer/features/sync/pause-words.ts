/** What is said about a pause, and how often it is read out. Times are the centre's; see `useCentreNow`. */
import { endOf, pauseToTell, type StagedPause } from '#domain/pauses/pauses.ts';
import type { MissingForPause, PauseItem, SyncStatus } from '#contract/views/sync.ts';
import { agoText, momentText } from '../../ui/time-text.ts';
import type { SyncSentence } from './sync-words.ts';

const MINUTE = 60_000;

export interface PauseTold {
  stage: 'soon' | 'preparing' | 'running' | 'late' | 'ended';
  /** What happens and when. */
  headline: SyncSentence;
  /** What it means for the person, and whether this desk is ready. */
  more: SyncSentence[];
  tone: 'info' | 'success' | 'warning';
  /** Changes when it is worth hearing again: a stage, a quarter of an hour, five minutes, one. */
  milestone: string;
}

/** In whole minutes while there are some, then in steps of five seconds: a screen that ticks each second distracts. */
export function countdown(ms: number): SyncSentence {
  const minutes = Math.ceil(ms / MINUTE);
  if (ms > MINUTE) return { key: 'in-minutes', values: { count: minutes } };
  return { key: 'in-seconds', values: { count: Math.max(0, Math.ceil(ms / 5000) * 5) } };
}

/** How often to look at the clock: each second near a beginning or an end, and seldom where both are far away. */
export function lookEvery(pauses: readonly PauseItem[], now: number): number {
  const nearest = Math.min(Infinity, ...pauses.flatMap((pause) => [pause.startsAt, endOf(pause)]).map((at) => Math.abs(at - now)));
  return nearest > 60 * MINUTE ? 30_000 : nearest > 3 * MINUTE ? 5000 : 1000;
}

type Say = (sentence: SyncSentence) => string;

export function tellPause(pauses: readonly PauseItem[], status: SyncStatus, now: number, language: string, say: Say): PauseTold | null {
  const staged = pauseToTell(pauses, now);
  if (staged === null || staged.stage === 'announced') return null;
  const { pause, stage } = staged;
  const reason = pause.reason.replace(/[.\s]+$/, '');
  const [start, end] = [momentText(pause.startsAt, now, language), momentText(staged.until ?? pause.endsAt, now, language)];
  const until = momentText(pause.endsAt, now, language);
  const age = ageOf(status, now, language);
  switch (stage) {
    case 'soon':
    case 'preparing': {
      const left = pause.startsAt - now;
      const near = left < 60 * MINUTE;
      return {
        stage, tone: readyTone(status, staged), milestone: `${pause.id} ${stage} ${bucketOf(left)}`,
        headline: near
          ? { key: 'pause-near', values: { in: say(countdown(left)), start, until, reason } }
          : { key: 'pause-later', values: { start, until, reason } },
        more: [{ key: 'pause-advice', values: {} }, ...readySentences(status, staged, start)],
      };
    }
    case 'running': return {
      stage, tone: 'info', milestone: `${pause.id} running`,
      headline: { key: 'pause-running', values: { until: end, reason } },
      more: [...age, status.waiting === 0 ? { key: 'pause-work', values: {} } : { key: 'pause-work-waiting', values: { count: status.waiting } }],
    };
    case 'ended': {
      if (status.phase === 'offline') {
        return { stage: 'late', tone: 'warning', milestone: `${pause.id} late`, headline: { key: 'pause-late', values: { until } }, more: [...age, { key: 'banner-advice', values: {} }] };
      }
      const sending = status.waiting > 0;
      return {
        stage, tone: sending ? 'info' : 'success', milestone: `${pause.id} ended ${String(sending)}`,
        headline: sending ? { key: 'pause-over-sending', values: { count: status.waiting } } : { key: 'pause-over', values: {} }, more: [],
      };
    }
  }
}

const bucketOf = (left: number): string => {
  const minutes = left / MINUTE;
  return minutes > 15 ? 'ahead' : minutes > 5 ? '15' : minutes > 1 ? '5' : '1';
};

const isReady = (status: SyncStatus, { pause }: StagedPause): boolean =>
  status.readiness?.pauseId === pause.id && status.readiness.readyAt !== null;

function readyTone(status: SyncStatus, staged: StagedPause): PauseTold['tone'] {
  if (staged.stage !== 'preparing') return 'info';
  return isReady(status, staged) ? 'success' : status.readiness === null ? 'info' : 'warning';
}

function readySentences(status: SyncStatus, staged: StagedPause, start: string): SyncSentence[] {
  const { readiness } = status;
  if (staged.stage !== 'preparing' || readiness === null || readiness.pauseId !== staged.pause.id) return [];
  if (readiness.readyAt !== null) return [{ key: 'ready', values: { at: readiness.readyAt } }];
  return readiness.missing.map((missing) => ({ key: missingWords[missing], values: { start, count: status.waiting } }));
}

const missingWords: Record<MissingForPause, string> = {
  connection: 'missing-connection', 'first-fetch': 'missing-first-fetch', unsent: 'missing-unsent', scheme: 'missing-scheme', records: 'missing-records',
};

/** How old the data is: plainly in days, where it is days. */
function ageOf({ lastHeardAt, clockOffset }: SyncStatus, now: number, language: string): SyncSentence[] {
  if (lastHeardAt === null) return [{ key: 'as-of-never', values: {} }];
  return [{ key: 'as-of-ago', values: { time: lastHeardAt, ago: agoText(lastHeardAt + clockOffset, now, language) } }];
}
