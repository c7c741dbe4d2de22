// The kept copy's theme: the shell's bars follow it.
import { chosenTheme, switchTheme as switchHere } from '../theme.ts'
import { tellShell } from './shell.ts'

export { chosenTheme, currentTheme, onThemeChange, type Theme } from '../theme.ts'

/** Turns the other theme on, for this visit. */
export function switchTheme(): void {
  switchHere()
  const theme = chosenTheme()
  if (theme) tellShell({ kind: 'theme', theme })
}
