// Finds the commands that a few typed letters match: every typed word must begin a word of the command, in any order.
import type { Command } from './command-list.ts'

/** The commands that match, those whose name begins with the typed text first; all of them where nothing was typed. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const wanted = wordsOf(typed)
  const begins = ({ label }: Command) => label.toLowerCase().startsWith(typed.trim().toLowerCase())
  return commands
    .filter((command) => {
      const words = wordsOf(`${command.label} ${command.group} ${command.alsoCalled ?? ''}`)
      return wanted.every((part) => words.some((word) => word.startsWith(part)))
    })
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)))
}

/** A heading, and the commands under it. */
export interface CommandGroup {
  readonly name: string
  readonly commands: readonly Command[]
}

/** The commands by group, each group where its first command was. */
export function grouped(commands: readonly Command[]): CommandGroup[] {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const group = groups.get(command.group)
    if (group) group.push(command)
    else groups.set(command.group, [command])
  }
  return [...groups].map(([name, members]) => ({ name, commands: members }))
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
