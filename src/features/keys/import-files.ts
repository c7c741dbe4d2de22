// Imports files that were dropped or chosen in the Keys room. Keys are added, and a file that needs an answer first goes into the box.
import { describeKey } from '../../core/keys/describe-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import { LARGEST_FILE, readKeyFile } from '../../core/keys/read/key-file.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { problemInWords } from '../../core/keys/problem-in-words.ts'
import { quoted } from '../../core/text/quoted.ts'
import { isWorkspaceFile } from '../../core/workspace/workspace-file.ts'
import { readFileBytes } from '../../platform/files.ts'
import type { Keyring } from '../../session/keyring.ts'
import type { KeyTyped } from '../../session/react/use-key-reading.ts'

/** A workspace file, which its password opens. */
export interface WorkspaceFile {
  readonly name: string
  readonly text: string
}

export interface Imported {
  /** What became of each, in sentences. */
  readonly said: string
  /** A single file whose text needs a look first: a secret, a key with a passphrase, or something that isn't a key. */
  readonly toBox?: KeyTyped
  readonly workspace?: WorkspaceFile
}

/** The name for a key that comes without one: its "kid", or else what it is. */
export function nameOf(key: KeyMaterial): string {
  return (key.kid ?? describeKey(key).replace(/,.*/, '')).slice(0, 80)
}

/** Adds keys so that the first ends up on top. */
export function keepAll(keyring: Keyring, keys: readonly KeyMaterial[]): void {
  for (const key of keys.toReversed()) keyring.dispatch({ type: 'keep', name: nameOf(key), key, origin: 'brought' })
}

/** Reads files one after the other. Reports what can't be read, and goes on with the others. */
export async function importFiles(files: readonly File[], keyring: Keyring): Promise<Imported> {
  const said: string[] = []
  let workspace: WorkspaceFile | undefined
  for (const file of files) {
    const name = quoted(file.name)
    if (file.size > LARGEST_FILE) {
      said.push(`${name} is ${Math.round(file.size / 1_048_576)} MB. Files over 20 MB are not read, and a key file is far smaller.`)
      continue
    }
    const bytes = await readFileBytes(file)
    // A file's first bytes nearly always show that it isn't a key; a workspace is long text without such bytes.
    const text = bytes && new TextDecoder().decode(bytes)
    if (text !== undefined && isWorkspaceFile(text)) {
      workspace = { name: file.name, text }
      continue
    }
    const read = bytes && readKeyFile(bytes, true)
    if (!read) said.push(`${name} could not be read: it is a folder, or it no longer exists.`)
    else if (!read.ok) said.push(`${name} is ${read.found}. To go on, ${read.action}.`)
    else {
      const typed: KeyTyped = { text: read.text, passphrase: '', secretEncoding: read.isBase64Secret ? 'base64' : 'utf8' }
      const { kind, keys, problem } = await readKey(typed.text, typed)
      if (kind === 'key' || kind === 'key-set') {
        keepAll(keyring, keys)
        said.push(
          keys.length === 1 ? `Added ${quoted(keyring.getSnapshot().keys[0]?.name ?? '')}.` : `Added ${keys.length} keys from ${name}.`,
        )
      } else if (files.length === 1) return { said: '', toBox: typed }
      else
        said.push(
          `${name} was not imported: ${problem ? problemInWords(problem) : 'it isn’t a key file; if it is a secret, import it alone.'}`,
        )
    }
  }
  return { said: said.join(' '), ...(workspace && { workspace }) }
}
