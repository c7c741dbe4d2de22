// Says what a server would do with a token and which key checks it, and never more than the check found.
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import { shown } from '../../core/text/quoted.ts'
import type { Token } from '../../core/token/token.ts'
import type { Check } from '../../session/answers/check.ts'
import type { OneLetter } from './one-letter.ts'

const ORDER = 'It checks the structure, the signature, the time and the claims, in that order, and stops at the first failure.'
const REST = 'The gates at the top show the times and claims.'

/** Sentences about the server; without a check, those that are true of any token. */
export function serverSays(check: Check | undefined): readonly string[] {
  return [ORDER, ...here(check)]
}

function here(check: Check | undefined): readonly string[] {
  if (!check) return [REST]
  const { verification, decryption, facts } = check
  if (!facts?.token.wellFormed && verification?.state !== 'valid')
    return ['This token fails the first check: it can’t be read in exactly one way, so the answer is 401.']
  if (decryption) {
    if (decryption.state === 'decrypted')
      return [`Your key decrypts it. If a signed token is inside, its signature is checked next. ${REST}`]
    if (decryption.state === 'encrypted')
      return ['A server that has the key decrypts it first, and rejects it if that fails. You haven’t given a key yet.']
    return decryption.state === 'mismatch'
      ? ['This key doesn’t decrypt it, so a server with the same key answers 401.']
      : ['It can’t be decrypted here. Until it is, treat it as refused.']
  }
  switch (verification?.state) {
    case 'valid':
      return verification.keySource === 'token' || verification.keySource === 'link'
        ? ['The signature matches a key that came with the token, which proves nothing. A server uses a key from a place it trusts.']
        : [`The signature verifies with this key. ${REST}`]
    case 'mismatch':
      return ['With this key the signature doesn’t match, so the answer is 401, and no claim is ever read.']
    case 'unsecured':
      return ['It isn’t signed. A server refuses it at once unless its list of algorithms contains “none”, which no list should.']
    case 'unsigned':
      return ['Its signature is missing, so the answer is 401.']
    case 'no-key':
      return [
        'The server has the key in its configuration. You haven’t given one yet, so this page can’t say whether the signature verifies.',
      ]
    case 'partial':
      return ['Some of its signatures verify and some don’t. The service decides whether that is enough.']
    case 'key-problem':
    case 'unsupported':
    case 'unreadable':
    case undefined:
      return ['It can’t be verified here. Until it is, treat it as refused.']
  }
}

/** Sentences about the key of a signed token. */
export function whoseKey(check: Check | undefined, token: Token): readonly string[] {
  const secret = takesSecret(token.header.alg)
  const kind = secret
    ? 'Checking it takes a secret. The same secret signs and verifies, so everyone who checks could also sign.'
    : 'Checking it takes a public key, which can’t sign. The private key, which signs, stays with the issuer.'
  if (!check) return [kind]
  const { verification } = check
  switch (verification?.state) {
    case 'unsecured':
      return ['No key can check it, because its algorithm is “none”.']
    case 'no-key':
      return [
        kind,
        verification.reason === 'no-key-given'
          ? 'You haven’t given one yet. Put it into the box “Key”; it stays in this page.'
          : 'You haven’t given the content that was signed yet.',
      ]
    case 'valid':
      return [
        kind,
        verification.keySource === 'token' || verification.keySource === 'link'
          ? 'The key that matches came with the token, so it proves nothing.'
          : 'This key verifies the signature.',
      ]
    case 'mismatch':
      return [kind, 'This key doesn’t match the signature.']
    case 'partial':
      return ['This key verifies some of its signatures.']
    case 'unsigned':
      return ['There is no signature to check yet. With the right key you can sign it.']
    case 'key-problem':
      return [kind, 'This key can’t check it.']
    case 'unsupported':
    case 'unreadable':
    case undefined:
      return ['It can’t be checked here. The verdict says why.']
  }
}

/** The effect of the changed letter; `check` is that of the changed token. */
export function changeSays({ from, to, claim }: OneLetter, check: Check | undefined): string {
  const what = `“${from}” became “${to}”${claim === undefined ? '' : ` in “${shown(claim)}”`}.`
  if (!check) return what
  if (check.decryption) {
    return check.decryption.state === 'mismatch'
      ? `${what} The tag doesn’t match anymore, so nothing is decrypted, not even a wrong text.`
      : `${what} Without the key, no one can notice. With the key, nothing is decrypted.`
  }
  switch (check.verification?.state) {
    case 'mismatch':
      return `${what} The signature is still the old one and doesn’t match. Look at the gate “Signature”.`
    case 'no-key':
      return `${what} The signature is still the old one. Without a key, no one can notice. Enter the key, and the gate “Signature” turns red.`
    case 'unsecured':
      return `${what} The token isn’t signed, so no one can notice.`
    default:
      return `${what} The signature is still the old one. The verdict shows the result.`
  }
}
