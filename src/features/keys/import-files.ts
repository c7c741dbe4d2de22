// Files that were dropped in the Keys room, or chosen: keys are kept, and what needs an answer first goes into the box.
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

/** A file with a workspace in it, which its password opens. */
export interface WorkspaceFile {
  readonly name: string
  readonly text: string
}

export interface Imported {
  /** What became of each, in sentences. */
  readonly said: string
  /** A lone file whose text has to be looked at first: a secret, a key under a passphrase, or what is no key. */
  readonly toBox?: KeyTyped
  readonly workspace?: WorkspaceFile
}

/** What a key is called that comes without a name: by its "kid", else by what it is. */
export function nameOf(key: KeyMaterial): string {
  return (key.kid ?? describeKey(key).replace(/,.*/, '')).slice(0, 80)
}

/** Keeps keys so that the first ends up on top. */
export function keepAll(keyring: Keyring, keys: readonly KeyMaterial[]): void {
  for (const key of keys.toReversed()) keyring.dispatch({ type: 'keep', name: nameOf(key), key, origin: 'brought' })
}

/** Reads files one after the other. What can't be read is said, and keeps none of the others back. */
export async function importFiles(files: readonly File[], keyring: Keyring): Promise<Imported> {
  const said: string[] = []
  let workspace: WorkspaceFile | undefined
  for (const file of files) {
    const name = quoted(file.name)
    if (file.size > LARGEST_FILE) {
      said.push(`${name} has ${Math.round(file.size / 1_048_576)} MB. Files over 20 MB are not read, and a key file is far smaller.`)
      continue
    }
    const bytes = await readFileBytes(file)
    // Nearly all files that are no keys are told by their first bytes; a workspace is a long text without one.
    const text = bytes && new TextDecoder().decode(bytes)
    if (text !== undefined && isWorkspaceFile(text)) {
      workspace = { name: file.name, text }
      continue
    }
    const read = bytes && readKeyFile(bytes, true)
    if (!read) said.push(`${name} could not be read: it is a folder, or it is gone.`)
    else if (!read.ok) said.push(`${name} is ${read.found}. To go on, ${read.action}.`)
    else {
      const typed: KeyTyped = { text: read.text, passphrase: '', secretEncoding: read.isBase64Secret ? 'base64' : 'utf8' }
      const { kind, keys, problem } = await readKey(typed.text, typed)
      if (kind === 'key' || kind === 'key-set') {
        keepAll(keyring, keys)
        said.push(keys.length === 1 ? `Kept ${quoted(keyring.getSnapshot().keys[0]?.name ?? '')}.` : `Kept ${keys.length} keys of ${name}.`)
      } else if (files.length === 1) return { said: '', toBox: typed }
      else
        said.push(`${name} was not imported: ${problem ? problemInWords(problem) : 'it is no key file; if it is a secret, give it alone.'}`)
    }
  }
  return { said: said.join(' '), ...(workspace && { workspace }) }
}
