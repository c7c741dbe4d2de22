// What a server would do with a token, and whose key checked it: never more than the check found out.
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import { shown } from '../../core/text/quoted.ts'
import type { Token } from '../../core/token/token.ts'
import type { Check } from '../../session/answers/check.ts'
import type { OneLetter } from './one-letter.ts'

const ORDER = 'It checks in a fixed order: structure, signature, time, claims, and stops at the first that fails.'
const REST = 'How the times and claims stand, the gates at the top say.'

/** Sentences; with no check, what holds of any token. */
export function serverSays(check: Check | undefined): readonly string[] {
  return [ORDER, ...here(check)]
}

function here(check: Check | undefined): readonly string[] {
  if (!check) return [REST]
  const { verification, decryption, facts } = check
  if (!facts?.token.wellFormed && verification?.state !== 'valid')
    return ['This one stops at the first: it can’t be read in exactly one way, so the answer is 401.']
  if (decryption) {
    if (decryption.state === 'decrypted')
      return [`It opens with your key. If a signed token is inside, its signature is checked next. ${REST}`]
    if (decryption.state === 'encrypted')
      return ['A server that has the key opens it first, and rejects it if that fails. No key is here yet.']
    return decryption.state === 'mismatch'
      ? ['With this key it doesn’t open, so a server with the same key answers 401.']
      : ['It can’t be opened here as it stands. Until it is, treat it as refused.']
  }
  switch (verification?.state) {
    case 'valid':
      return verification.keySource === 'token' || verification.keySource === 'link'
        ? ['The signature fits a key that came along with it, which proves nothing. A server uses a key from a place it trusts.']
        : [`The signature verifies with this key. ${REST}`]
    case 'mismatch':
      return ['With this key the signature doesn’t match: the answer is 401, and no claim is ever read.']
    case 'unsecured':
      return ['Nothing signs it. A server whose list of algorithms doesn’t name “none” refuses it at once, and none should.']
    case 'unsigned':
      return ['Its signature is missing: the answer is 401.']
    case 'no-key':
      return ['The server has the key in its configuration. Here is none yet, so this page can’t say what comes of the signature.']
    case 'partial':
      return ['Some of its signatures verify and some don’t. Whether that is enough, the service decides.']
    case 'key-problem':
    case 'unsupported':
    case 'unreadable':
    case undefined:
      return ['It can’t be verified here as it stands. Until it is, treat it as refused.']
  }
}

/** What there is to say about the key of a signed token. */
export function whoseKey(check: Check | undefined, token: Token): readonly string[] {
  const secret = takesSecret(token.header.alg)
  const kind = secret
    ? 'It takes a secret: the same one signs and verifies, so everyone who checks could also sign.'
    : 'It takes a public key, which can only check. The private one, which signs, stays with the issuer.'
  if (!check) return [kind]
  const { verification } = check
  switch (verification?.state) {
    case 'unsecured':
      return ['No key checks it: its algorithm is none.']
    case 'no-key':
      return [
        kind,
        verification.reason === 'no-key-given'
          ? 'None is here yet. Put it into the box “Key”; it stays in this page.'
          : 'The content that was signed is not here yet.',
      ]
    case 'valid':
      return [
        kind,
        verification.keySource === 'token' || verification.keySource === 'link'
          ? 'The one that fits came along with the token, so it proves nothing.'
          : 'The one that is here verifies the signature.',
      ]
    case 'mismatch':
      return [kind, 'The one that is here doesn’t match the signature.']
    case 'partial':
      return ['The key that is here verifies some of its signatures.']
    case 'unsigned':
      return ['There is no signature to check yet. With its key you can sign it.']
    case 'key-problem':
      return [kind, 'The one that is here can’t check it.']
    case 'unsupported':
    case 'unreadable':
    case undefined:
      return ['It can’t be checked here as it stands; the verdict says why.']
  }
}

/** What came of the changed letter; `check` is that of the changed token. */
export function changeSays({ from, to, claim }: OneLetter, check: Check | undefined): string {
  const what = `“${from}” became “${to}”${claim === undefined ? '' : ` in “${shown(claim)}”`}.`
  if (!check) return what
  if (check.decryption) {
    return check.decryption.state === 'mismatch'
      ? `${what} The tag doesn’t fit any more: nothing comes out, not even a wrong text.`
      : `${what} Nobody notices before the key is here; then nothing comes out.`
  }
  switch (check.verification?.state) {
    case 'mismatch':
      return `${what} The signature is still the old one and doesn’t match. Look at the gate “Signature”.`
    case 'no-key':
      return `${what} The signature is still the old one. Without a key nobody notices: give the key, and the gate “Signature” turns red.`
    case 'unsecured':
      return `${what} Nothing signs it, so nobody can notice.`
    default:
      return `${what} The signature is still the old one. The verdict says what comes of it.`
  }
}
