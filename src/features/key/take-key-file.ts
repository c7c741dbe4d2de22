// Puts a dropped or chosen file into the key box. A file that isn't a key changes nothing, and the message says what it is.
import { isSecretText } from '../../core/keys/key-material.ts'
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import { LARGEST_FILE, readKeyFile } from '../../core/keys/read/key-file.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { readFileBytes } from '../../platform/files.ts'
import { derive } from '../../session/state/derived.ts'
import type { Store } from '../../session/store/store.ts'
import { quoted } from '../../core/text/quoted.ts'

/** Resolves with the sentence to show. */
export async function takeKeyFile(store: Store, files: readonly File[]): Promise<string> {
  const [file] = files
  if (!file) return ''
  if (files.length > 1) return `These are ${files.length} files; add one at a time.`
  const name = quoted(file.name)
  if (file.size > LARGEST_FILE)
    return `${name} is ${megabytes(file.size)}. Files over 20 MB are not read, and a key file is far smaller. The key box is unchanged.`
  const bytes = await readFileBytes(file)
  if (!bytes) return `${name} could not be read: it is a folder, or it no longer exists. The key box is unchanged.`
  const alg = derive(store.getSnapshot().state).inspection.token?.header.alg
  const read = readKeyFile(bytes, alg === undefined || takesSecret(alg))
  if (!read.ok) return `${name} is ${read.found}. To go on, ${read.action}. The key box is unchanged.`
  const secretEncoding = read.isBase64Secret ? 'base64' : 'utf8'
  const reading = await readKey(read.text, { alg, secretEncoding })
  const { problem, notes } = reading
  if (problem && problem.id !== 'key-private-encrypted') {
    return `${name} holds ${problem.found}; expected: ${problem.expected}. To go on, ${problem.action}. The key box is unchanged.`
  }
  if (notes.some(({ id }) => id === 'key-is-token'))
    return `${name} holds a token. Drop it on the token’s own box. The key box is unchanged.`
  store.dispatch({ type: 'use-key', key: { text: read.text, origin: { from: 'file' }, ...(isSecretText(reading) && { secretEncoding }) } })
  return `Read from ${name}.`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
