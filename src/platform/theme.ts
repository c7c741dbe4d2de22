// Light or dark: the system's until the switch is used, and forgotten with the page.

export type Theme = 'light' | 'dark'

/** The theme that is on. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

const listeners = new Set<() => void>()

/** Turns the other theme on, for this visit. */
export function switchTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme() === 'dark' ? 'light' : 'dark'
  for (const listener of listeners) listener()
}

/** Calls back when the theme turns, by the switch or with the system's. */
export function onThemeChange(listener: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)')
  query.addEventListener('change', listener)
  listeners.add(listener)
  return () => {
    query.removeEventListener('change', listener)
    listeners.delete(listener)
  }
}
