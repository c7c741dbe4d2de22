// Switches the kept copy's theme, including the shell's bars.
import { chosenTheme, switchTheme as switchHere } from '../theme.ts'
import { tellShell } from './shell.ts'

export { chosenTheme, currentTheme, onThemeChange, type Theme } from '../theme.ts'

/** Switches to the other theme, for this visit. */
export function switchTheme(): void {
  switchHere()
  const theme = chosenTheme()
  if (theme) tellShell({ kind: 'theme', theme })
}
