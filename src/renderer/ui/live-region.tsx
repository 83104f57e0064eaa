import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import styles from './visually-hidden.module.css';

type Manner = 'polite' | 'assertive';
interface Said { text: string; count: number }

const said = createStore<Record<Manner, Said>>(() => ({ polite: { text: '', count: 0 }, assertive: { text: '', count: 0 } }));

/** Tells people who listen to the screen what others see change. `assertive` interrupts; it is for answers and faults. */
export function announce(text: string, manner: Manner = 'polite'): void {
  said.setState((before) => ({ [manner]: { text, count: before[manner].count + 1 } }));
}

/** Stands once in the page, from the start: what a region holds when it is added is not read out. */
export function LiveRegion() {
  const { polite, assertive } = useStore(said);
  // The attribute keeps it audible while a dialog hides everything else (React Aria).
  return (
    <div className={styles['hidden']} data-live-announcer="true">
      <div role="log" aria-live="polite" aria-relevant="additions"><p key={polite.count}>{polite.text}</p></div>
      <div role="log" aria-live="assertive" aria-relevant="additions"><p key={assertive.count}>{assertive.text}</p></div>
    </div>
  );
}
