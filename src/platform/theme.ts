// Light or dark: the system's until the switch is used, and forgotten with the page.

export type Theme = 'light' | 'dark'

/** The theme that is on. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Turns a theme on for this visit. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}

/** Calls back when the system's theme turns. */
export function onThemeChange(listener: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)')
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
