// Verifies the tokens of one paste with the key at hand, as many as there is time for, and each only once per key.
import { algorithmByName } from '../../core/algorithms/algorithms.ts'
import { Budget, LONGEST_ANSWER } from '../../core/budget.ts'
import { textOf } from '../../core/text/json.ts'
import { readClaimsSet } from '../../core/claims/claims-set.ts'
import type { DecryptionState } from '../../core/crypto/decryption.ts'
import type { KeySource, SignatureState } from '../../core/crypto/verification.ts'
import { verifyJws } from '../../core/crypto/verify.ts'
import { readToken } from '../../core/inspect.ts'
import type { KeyReading } from '../../core/keys/key-material.ts'
import { hasWebCrypto } from '../../core/keys/web-crypto.ts'
import { LONGEST_READING, readKey } from '../../core/keys/read/read-key.ts'
import type { FoundToken } from '../../core/paste/found-token.ts'
import type { Token } from '../../core/token/token.ts'
import { keepLatest } from '../../core/upkeep/keep.ts'
import { keyOfFound, sourceOf, type KeyChoice } from '../state/key-choice.ts'
import type { State } from '../state/state.ts'
import { withOwnKeysKnown } from './own-keys.ts'

/** The answer about one token of a list. With `from: "token"`, it was verified with its own key, which proves nothing. */
export interface FoundVerdict {
  readonly state: SignatureState | DecryptionState | 'no-token'
  readonly from: KeySource | undefined
}

/** The answers for one key, by the characters of the token. */
export type FoundVerdicts = ReadonlyMap<string, FoundVerdict>

/** Collects the answers for a state's key; each key has its own. */
export interface FoundVerdictsOfKey {
  /** The answers so far. */
  readonly known: FoundVerdicts
  /** Adds answers about the wanted tokens, in order, for as long as one answer may take. Forgets tokens that are no longer in the paste. */
  ask(wanted: readonly FoundToken[], paste: readonly FoundToken[], signal: AbortSignal): Promise<void>
}

/** The answers for the key of a state; the same object as long as the key is the same. */
export const verdictsWith = keepLatest(begin, ({ key, keyOrigin, secretEncoding, secretText, passphrase }: State) => [
  key,
  keyOrigin,
  secretEncoding,
  secretText,
  passphrase,
])

function begin(state: State): FoundVerdictsOfKey {
  const known = new Map<string, FoundVerdict>()
  const readings = new Map<string, Promise<KeyReading>>()
  return {
    known,
    async ask(wanted, paste, signal) {
      const present = new Set(paste.map(({ compact }) => compact))
      for (const compact of known.keys()) if (!present.has(compact)) known.delete(compact)
      const budget = new Budget({ signal, milliseconds: LONGEST_ANSWER })
      for (const each of wanted) {
        if (known.has(each.compact)) continue
        if (!(await budget.goOn())) return
        const token = readToken(each)
        const key = keyOfFound(state, token)
        const verdict = await answer(token, key, await reading(token, key, readings, signal), budget)
        // If the budget ran out halfway, there is no answer.
        if (budget.isOver) return
        known.set(each.compact, verdict)
      }
    },
  }
}

async function answer(token: Token, key: KeyChoice, reading: KeyReading, budget: Budget): Promise<FoundVerdict> {
  const { object } = token
  if (object?.kind === 'jwe') {
    if (!hasWebCrypto() || reading.kind === 'empty') return { state: 'encrypted', from: undefined }
    const { decryptJwe } = await import('../../core/crypto/decrypt.ts')
    return { state: (await decryptJwe(object, reading, budget)).state, from: undefined }
  }
  if (!object) return { state: 'no-token', from: undefined }
  const issuer = textOf(readClaimsSet(token)?.get('iss'))
  const verified = await withOwnKeysKnown(await verifyJws(object, reading, { source: sourceOf(key, issuer), budget }), object, key)
  return { state: verified.state, from: verified.state === 'valid' ? verified.keySource : undefined }
}

/** The key as an algorithm needs it, read once, because reading a locked or a long key takes longer than verifying with it. */
function reading(token: Token, key: KeyChoice, readings: Map<string, Promise<KeyReading>>, signal: AbortSignal): Promise<KeyReading> {
  // All unknown algorithms share one reading, since there may be thousands of names.
  const alg = algorithmByName(token.header.alg) || token.object?.kind === 'jwe' ? token.header.alg : undefined
  const read = () => {
    const budget = new Budget({ signal, milliseconds: LONGEST_READING })
    if (key.from === 'token') return readKey(key.text, { alg, budget })
    const { text, secretEncoding, passphrase, asSecret } = key
    return readKey(text, { alg, secretEncoding, passphrase, asSecret, budget })
  }
  // Each proof has its own key.
  if (key.from === 'token') return read()
  const name = JSON.stringify(alg ?? null)
  const before = readings.get(name)
  if (before) return before
  const now = read()
  readings.set(name, now)
  // A reading that was interrupted isn't the key.
  signal.addEventListener('abort', () => readings.delete(name), { once: true })
  return now
}
