import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flushDrafts } from '../engine-client/drafts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** A fault in drawing must not leave a white window: it says so, and the screen is drawn anew from what the engine holds. */
export class FaultBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Fault /> : this.props.children;
  }
}

function Fault() {
  const { t } = useTranslation('app');
  return (
    <main role="alert">
      <EmptyState page title={t('fault-title')} advice={t('fault-body')}>
        <div><Button variant="primary" autoFocus onPress={() => { void flushDrafts().finally(() => { location.reload(); }); }}>{t('fault-again')}</Button></div>
      </EmptyState>
    </main>
  );
}
