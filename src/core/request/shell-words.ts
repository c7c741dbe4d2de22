// Splits a command as a shell does: POSIX quotes, those of Windows cmd, and a backslash or caret before a line break.

export interface Word {
  readonly text: string
  /** It contains a variable or a command that only the shell can expand. */
  readonly open: boolean
}

/** The words of the command that begins at an offset, and where it ends: at a line break, at an operator that joins commands, or at `to`. Never throws. */
export function shellWords(text: string, from: number, to: number): { readonly words: Word[]; readonly end: number } {
  const cmd = /\^(?:"|\r?\n)/.test(text.slice(from, to))
  const words: Word[] = []
  let word: { text: string; open: boolean } | undefined
  let at = from
  const add = (characters: string) => ((word ??= { text: '', open: false }).text += characters)
  const close = () => {
    if (word) words.push(word)
    word = undefined
  }
  while (at < to) {
    const c = text.charAt(at)
    const next = text.charAt(at + 1)
    if (c === (cmd ? '^' : '\\')) {
      const width = next === '\r' ? 3 : 2
      if (next !== '\n' && next !== '\r') {
        // A caret hides the quotation mark from cmd, and curl removes it when parsing its arguments.
        if (cmd && next === '"') {
          const quoted = caretQuoted(text, at + 2, to)
          add(quoted.text)
          at = quoted.end
          continue
        }
        add(next)
      }
      at += width
    } else if (c === '\n' || c === '|' || c === ';' || c === '&' || (!cmd && c === '>')) {
      break
    } else if (c === ' ' || c === '\t' || c === '\r') {
      close()
      at++
    } else if (c === '"' || (c === "'" && !cmd)) {
      const isAnsi = c === "'" && word?.text.endsWith('$') === true
      if (isAnsi && word) word.text = word.text.slice(0, -1)
      const quoted = c === '"' ? doubleQuoted(text, at + 1, to) : isAnsi ? ansiQuoted(text, at + 1, to) : singleQuoted(text, at + 1, to)
      add(quoted.text)
      if (quoted.open && word) word.open = true
      at = quoted.end
    } else {
      add(c)
      if (word && !cmd && (c === '`' || (c === '$' && next !== "'"))) word.open = true
      at++
    }
  }
  close()
  return { words, end: at }
}

interface Quoted {
  readonly text: string
  readonly open: boolean
  readonly end: number
}

function singleQuoted(text: string, from: number, to: number): Quoted {
  const found = text.indexOf("'", from)
  const close = found < 0 ? to : Math.min(found, to)
  return { text: text.slice(from, close), open: false, end: close + 1 }
}

function doubleQuoted(text: string, from: number, to: number): Quoted {
  let read = ''
  let open = false
  let at = from
  for (; at < to && text[at] !== '"'; at++) {
    const next = text.charAt(at + 1)
    if (text[at] === '\\' && /["\\$`\n]/.test(next)) {
      at++
      if (next !== '\n') read += next
    } else {
      open ||= text[at] === '$' || text[at] === '`'
      read += text.charAt(at)
    }
  }
  return { text: read, open, end: at + 1 }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** `$'…'`, which browsers use to copy values with an exclamation mark. */
function ansiQuoted(text: string, from: number, to: number): Quoted {
  let read = ''
  let at = from
  for (; at < to && text[at] !== "'"; at++) {
    if (text[at] !== '\\') {
      read += text.charAt(at)
      continue
    }
    const code = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(text.slice(at, at + 6))
    const next = text.charAt(at + 1)
    read += code ? String.fromCharCode(parseInt(code[1] ?? code[2] ?? '', 16)) : (ESCAPES.get(next) ?? next)
    at += code ? code[0].length - 1 : 1
  }
  return { text: read, open: false, end: at + 1 }
}

/** `^"…^"`, which browsers copy for Windows; inside, `^` escapes characters for cmd, and `\` a quotation mark. */
function caretQuoted(text: string, from: number, to: number): Quoted {
  let read = ''
  let at = from
  for (; at < to; at++) {
    if (text[at] === '^' && text[at + 1] === '"' && read.at(-1) !== '\\') return { text: read, open: false, end: at + 2 }
    if (text[at] === '^') at++
    if (text[at] === '"' && read.endsWith('\\')) read = read.slice(0, -1)
    read += text.charAt(at)
  }
  return { text: read, open: false, end: at }
}
