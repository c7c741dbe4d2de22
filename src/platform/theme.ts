// Switches between the light and dark theme. It follows the system until the switch is used, and isn't stored.
import { createListeners } from '../core/upkeep/listeners.ts'

export type Theme = 'light' | 'dark'

/** The theme selected with the switch; undefined while the system's is used. */
export function chosenTheme(): Theme | undefined {
  const chosen = document.documentElement.dataset['theme']
  return chosen === 'light' || chosen === 'dark' ? chosen : undefined
}

/** The current theme. */
export function currentTheme(): Theme {
  return chosenTheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

const { subscribe, tell } = createListeners(() => {
  const query = matchMedia('(prefers-color-scheme: dark)')
  query.addEventListener('change', tell)
  return () => query.removeEventListener('change', tell)
})

/** Switches to the other theme, for this visit. */
export function switchTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme() === 'dark' ? 'light' : 'dark'
  tell()
}

/** Calls back when the theme changes, by the switch or with the system's. */
export const onThemeChange = subscribe
