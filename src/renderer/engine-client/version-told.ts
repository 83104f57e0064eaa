/** Whether this person knows already that this Casefront and the centre do not fit, and chose to go on without it. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const store = createStore<{ told: boolean }>(() => ({ told: false }));

export const useVersionTold = (): boolean => useStore(store, ({ told }) => told);
export const setVersionTold = (told: boolean): void => { store.setState({ told }); };
