/** How the screen looks. A person's taste, not their work: the one thing kept in the browser's own storage. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];
export type Look = Exclude<Theme, 'system'>;

const KEPT_AS = 'casefront-theme';

/** What the computer asks for counts only where the person asks for nothing. */
export function lookOf(theme: Theme, computer: { dark: boolean; moreContrast: boolean }): Look {
  if (theme !== 'system') return theme;
  return computer.moreContrast ? 'contrast' : computer.dark ? 'dark' : 'light';
}

const store = createStore<{ theme: Theme }>(() => ({ theme: 'system' }));
export const useTheme = (): Theme => useStore(store, ({ theme }) => theme);

export function chooseTheme(theme: Theme): void {
  store.setState({ theme });
  localStorage.setItem(KEPT_AS, theme);
}

/** Applies the theme before anything is drawn, and follows it. */
export function startTheme(): void {
  const kept = themes.find((theme) => theme === localStorage.getItem(KEPT_AS)) ?? 'system';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const apply = (): void => {
    document.documentElement.dataset['theme'] = lookOf(store.getState().theme, { dark: dark.matches, moreContrast: contrast.matches });
  };
  for (const query of [dark, contrast]) query.addEventListener('change', apply);
  store.subscribe(apply);
  store.setState({ theme: kept });
}
