/** Whether scripts stand beside the contact: by themselves where some fit it, and as the person wants it once they said so. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

export type Mode = 'by-itself' | 'open' | 'closed';

interface PanelState {
  mode: Mode;
  /** Counted up each time the person asks for the panel, so that the focus goes there. */
  asked: number;
  /** The article being read instead of the first that fits; null for that one. */
  articleKey: string | null;
}

const START: PanelState = { mode: 'by-itself', asked: 0, articleKey: null };
const panel = createStore<PanelState>(() => START);

export const usePanel = (): PanelState => useStore(panel);
export const askForPanel = (): void => { panel.setState((before) => ({ mode: 'open', asked: before.asked + 1 })); };
export const closePanel = (): void => { panel.setState({ mode: 'closed', articleKey: null }); };
export const readArticle = (articleKey: string | null): void => { panel.setState({ articleKey }); };
/** For whoever signs in next. */
export const resetPanel = (): void => { panel.setState(START, true); };
