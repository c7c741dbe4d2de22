// Light or dark: the system's until the switch is used, and forgotten with the page.
import { createListeners } from '../core/upkeep/listeners.ts'

export type Theme = 'light' | 'dark'

/** The theme that the switch was set to; undefined where the system's is on. */
export function chosenTheme(): Theme | undefined {
  const chosen = document.documentElement.dataset['theme']
  return chosen === 'light' || chosen === 'dark' ? chosen : undefined
}

/** The theme that is on. */
export function currentTheme(): Theme {
  return chosenTheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

const { subscribe, tell } = createListeners(() => {
  const query = matchMedia('(prefers-color-scheme: dark)')
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
})

/** Turns the other theme on, for this visit. */
export function switchTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme() === 'dark' ? 'light' : 'dark'
  tell()
}

/** Calls back when the theme turns, by the switch or with the system's. */
export const onThemeChange = subscribe
