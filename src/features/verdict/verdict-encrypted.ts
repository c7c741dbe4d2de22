// The verdict on a JWE: what its decrypted content says, and that it isn't signed at this layer.
import { nestedToken } from '../../core/token/nested.ts'
import { quoted } from '../../core/text/quoted.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import type { Decrypted } from '../../core/crypto/decryption.ts'
import { notOpenedInWords } from '../../core/crypto/not-opened-in-words.ts'
import { needsNoEnd, type Facts } from './gates.ts'
import type { VerdictWords } from './sentence.ts'
import { asExpected, refusedAsUnexpected, unexpectedClause } from './verdict-expectations.ts'
import { expiresIn, outsideItsTimes, refusedForItsTimes, withinByLeeway } from './verdict-time.ts'

/** The verdict on an encrypted token, with its key or without. */
export function encrypted(facts: Facts): VerdictWords {
  const { decryption } = facts
  if (facts.contentChanged) {
    return {
      sentence: ['Changed since it was encrypted. ', { em: 'The token still holds the old content' }, '.'],
      detail: ['“Encrypt again” makes a token with the new content.'],
    }
  }
  if (decryption?.state === 'key-problem') {
    const { found, expected, action } = decryption.problem
    return {
      sentence: ['Encrypted, and this key ', { em: 'cannot open it' }, '.'],
      detail: [`It is ${found}; expected: ${expected}. To go on, ${action}.`],
    }
  }
  if (decryption?.state === 'decrypted') return decrypted(facts, decryption)
  if (decryption?.state === 'mismatch') {
    return { sentence: ['Encrypted, and ', { em: 'this key does not open it' }, '.'], detail: [notOpenedInWords(decryption)] }
  }
  if (decryption?.state === 'unsupported') {
    return { sentence: ['Encrypted, and ', { em: 'this page doesn’t open it' }, '.'], detail: [notOpenedInWords(decryption)] }
  }
  if (decryption?.state === 'unreadable') {
    return { sentence: ['Encrypted, but it ', { em: 'can’t be decrypted' }, ' as it is.'], detail: [notOpenedInWords(decryption)] }
  }
  return {
    sentence: ['Encrypted. Only the holder of the key can read it.'],
    detail: ['A JWE has five parts: its header is readable, its content is not. Encryption alone does not say who made it.'],
  }
}

/** The most serious fact about the content. Never "Good", because that takes a signature. */
function decrypted(facts: Facts, decryption: Decrypted): VerdictWords {
  const { time, findings = [], worst } = facts
  const unsigned = whoMadeIt(decryption)
  const opened = openedWith(facts)
  const outside = outsideItsTimes(facts, opened)
  if (outside) return { ...outside, detail: [refusedForItsTimes(facts), ...unexpectedClause(facts), unsigned] }
  if (time.state === 'unreadable') {
    return {
      sentence: [`${opened}, but its time `, { em: 'cannot be read' }, '.'],
      detail: ['“exp” or “nbf” isn’t a number of seconds: careful servers reject the token, careless ones never let it expire.', unsigned],
    }
  }
  const refused = refusedAsUnexpected(facts, 'It decrypts')
  if (refused) return refused
  const errors = findings.filter((finding) => finding.severity === 'error').length
  if (errors > 0) {
    return {
      sentence: [`${opened}, but `, { em: errors === 1 ? 'one thing is wrong' : `${errors} things are wrong` }, '.'],
      detail: [worst ?? 'See the findings.', errors > 1 ? ' The findings list the rest.' : '', unsigned],
    }
  }
  if (time.state === 'empty') {
    if (facts.inside) return holding(facts, facts.inside, opened)
    return nestedToken(decodeText(decryption.plaintext).text) === undefined
      ? {
          sentence: [`${opened}, but `, { em: 'not signed' }, ' at this layer.'],
          detail: ['Its content isn’t a JSON object, so it has no claims.', unsigned],
        }
      : {
          sentence: [`${opened}. It contains `, { em: 'another token' }, '.'],
          detail: ['Open the token inside and check its signature: encryption alone doesn’t say who made it.'],
        }
  }
  const byLeeway = withinByLeeway(facts, opened)
  if (byLeeway) return { ...byLeeway, detail: [...byLeeway.detail, unsigned] }
  const end = time.state === 'current' ? ' and current' : needsNoEnd(facts) ? '' : ', never expires'
  return {
    sentence: [`${opened}${end}, but `, { em: 'not signed' }, ' at this layer.'],
    detail: [...(time.state === 'current' ? expiresIn(facts) : []), asExpected(facts) ?? '', unsigned],
  }
}

/** The verdict where the token inside was checked with the same keys. It covers only its time; the rest follows when it is open. */
function holding(facts: Facts, { verification, time }: NonNullable<Facts['inside']>, opened: ReturnType<typeof openedWith>): VerdictWords {
  const detail = ['Open the token inside to see the verdict on its claims.']
  if (verification.state !== 'valid' || opened !== 'Decrypted with your key') {
    const said = verification.state === 'mismatch' ? 'does not verify' : 'is not proven by these keys'
    return { sentence: [`${opened}, but the token inside `, { em: said }, '.'], detail }
  }
  if (verification.keySource === 'token' || verification.keySource === 'link') {
    return { sentence: [`${opened}, but the token inside `, { em: 'is not proven by these keys' }, '.'], detail }
  }
  const holds = 'Decrypted with your key; the token inside verifies'
  const outside = outsideItsTimes({ ...facts, time }, holds)
  if (outside) return { ...outside, detail: [refusedForItsTimes({ ...facts, time }), ` ${detail[0]}`] }
  if (verification.missedKid !== undefined) {
    return {
      sentence: [`${opened}; the token inside verifies with `, { em: 'another key of this set' }, '.'],
      detail: [`It names the key ${quoted(verification.missedKid)}; a verifier that looks keys up by “kid” rejects it.`],
    }
  }
  return { sentence: [`${opened}; the token inside `, { em: 'verifies' }, '.'], detail }
}

/** Whose key opened it. */
function openedWith({ key }: Facts): 'Decrypted with your key' | 'Decrypted with the key inside the token' {
  return key?.from === 'token' ? 'Decrypted with the key inside the token' : 'Decrypted with your key'
}

/** What an authentication tag proves: made by someone with the secret, or by anyone with the public key. */
function whoMadeIt({ management }: Decrypted): string {
  return management?.kty === 'oct'
    ? ' Only someone who has this secret can have made it, but it doesn’t say who did.'
    : ' Anyone with the public key can make such a token.'
}
