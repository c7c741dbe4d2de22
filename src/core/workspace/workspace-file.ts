// Saves and opens the workspace as a file: a compact JWE encrypted with a password (RFC 7518 section 4.8), which any JOSE library opens.
import { Budget } from '../budget.ts'
import { decryptJwe } from '../crypto/decrypt.ts'
import { encrypt } from '../crypto/encrypt.ts'
import { notOpenedInWords } from '../crypto/not-opened-in-words.ts'
import { inspect } from '../inspect.ts'
import { problemInWords } from '../keys/problem-in-words.ts'
import type { KeyReading } from '../keys/key-material.ts'
import { secretKey } from '../keys/read/secret.ts'
import { textOf } from '../text/json.ts'
import type { Jwe } from '../token/jwe.ts'
import { readWorkspace, writeWorkspace, type Workspace, type WorkspaceRead } from './workspace.ts'

/** How the file is encrypted. The rounds are well above OWASP's recommendation for PBKDF2 with SHA-512 (210,000) and below this page's limit. */
export const WORKSPACE_ENCRYPTION = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 600_000 } as const

/** Its "cty", which identifies it (RFC 7516 section 4.1.12): a media type without "application/". */
const CONTENT_TYPE = 'jwt-workspace+json'

/** The longest file to read, in characters; no one's keys take more. */
const LONGEST_FILE = 5_000_000
/** Milliseconds for deriving the key, which takes several seconds on a slow phone. */
const LONGEST_OPENING = 60_000

/** Encrypts a workspace as the text of a file. */
export async function sealWorkspace(
  workspace: Workspace,
  password: string,
): Promise<{ readonly text: string; readonly refusal?: undefined } | { readonly refusal: string; readonly text?: undefined }> {
  const content = new TextEncoder().encode(writeWorkspace(workspace))
  const sealed = await encrypt(content, passwordReading(password), { ...WORKSPACE_ENCRYPTION, header: { cty: CONTENT_TYPE } })
  return sealed.problem ? { refusal: problemInWords(sealed.problem) } : { text: sealed.compact }
}

/** True if the header says that the text is a workspace file. */
export function isWorkspaceFile(text: string): boolean {
  return workspaceJwe(text) !== undefined
}

export type WorkspaceOpened =
  | WorkspaceRead
  /** If `wrongPassword`, another password may open it; else none will. */
  | { readonly refusal: string; readonly wrongPassword: boolean }

/** Opens a workspace file, or says what is wrong with it. Never throws. */
export async function openWorkspace(text: string, password: string): Promise<WorkspaceOpened> {
  const jwe = workspaceJwe(text)
  if (!jwe) return { refusal: 'This isn’t a workspace file of this page.', wrongPassword: false }
  const answer = await decryptJwe(jwe, passwordReading(password), new Budget({ milliseconds: LONGEST_OPENING }))
  if (answer.state === 'mismatch')
    return { refusal: 'This password doesn’t open the file, or the file was changed. Try again.', wrongPassword: true }
  if (answer.state !== 'decrypted') {
    const said =
      answer.state === 'unsupported' || answer.state === 'unreadable' ? notOpenedInWords(answer) : 'It isn’t encrypted with a password.'
    return { refusal: `The file can’t be opened. ${said}`, wrongPassword: false }
  }
  const read = await readWorkspace(new TextDecoder().decode(answer.plaintext))
  return 'refusal' in read ? { ...read, wrongPassword: false } : read
}

function workspaceJwe(text: string): Jwe | undefined {
  if (text.length > LONGEST_FILE || !/^\s*ey/.test(text)) return undefined
  const { object, header } = inspect(text).token ?? {}
  return object?.kind === 'jwe' && object.form === 'compact' && textOf(header?.parameters.get('cty')) === CONTENT_TYPE ? object : undefined
}

/** Normalizes the password, since keyboards compose characters differently. */
function passwordReading(password: string): KeyReading {
  const key = secretKey(new TextEncoder().encode(password.normalize('NFC')), 'secret-utf8')
  return { kind: 'secret', keys: [key], notes: [] }
}
