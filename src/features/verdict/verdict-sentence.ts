// Words the verdict: one sentence as a careful colleague would say it, the most serious fact first, and a plain line under it.
import { changesIn, pathText } from '../../session/state/edit-paths.ts'
import type { Edit } from '../../session/state/edits.ts'
import { verified as answerOf } from '../../core/crypto/verification.ts'
import type { RuleId } from '../../core/diagnostics/index.ts'
import type { ReadingProblemKind } from '../../core/token/readings.ts'
import { needsNoEnd, type Facts } from './gates.ts'
import type { Sentence, VerdictWords } from './sentence.ts'
import { encrypted } from './verdict-encrypted.ts'
import type { KeyProblemId } from '../../core/keys/key-material.ts'
import { FAILED, WITHOUT_CRYPTOGRAPHY } from './verdict-unchecked.ts'
import { besidesAlong, fitsClause, misfitClause, proofInRequest, refusedAlong } from './verdict-along.ts'
import { asExpected, refusedAsUnexpected, unexpectedClause } from './verdict-expectations.ts'
import { outsideItsTimes, refusedForItsTimes, timeClause, withinItsTimes, type Holds } from './verdict-time.ts'
import { pieceCount } from '../../core/paste/found-token.ts'
import { quoted, quotedJson, shown } from '../../core/text/quoted.ts'
import { looksLikeToken } from '../../core/token/likeness.ts'
import type { Token } from '../../core/token/token.ts'
import { stoodBeside, type KeyOrigin, type TokenOrigin } from '../../session/text/history.ts'

/** Says what is known, and no more. `edits` are the differences from what was pasted. */
export function verdictOf(facts: Facts, edits: readonly Edit[]): VerdictWords {
  const { token, progress, tokenOrigin } = facts
  if (!token) return { sentence: ['Paste a token to begin.'], detail: ['The key stays where it is.'] }
  if (progress.at === 'failed') return FAILED[progress.failure]
  const { sentence, detail } = said(facts, token, edits)
  const state = facts.verification?.state
  // In those states the sentence itself covers it.
  const misfit = state === 'valid' || (state === 'no-key' && edits.length === 0) ? '' : misfitClause(facts)
  return { sentence, detail: [...detail, misfit, knownSecretClause(facts), tokenOrigin === undefined ? '' : TOKEN_FROM[tokenOrigin]] }
}

/** Where the token came from. That it was pasted is said together with the key's origin, once the key has given an answer. */
const TOKEN_FROM: Readonly<Record<TokenOrigin, string>> = {
  typed: '',
  file: ' The token is from your file.',
  link: ' The token came in the link that opened this page.',
  sample: ' The token is a sample.',
  token: ' The token was inside another one, which has its own verdict.',
}

function said(facts: Facts, token: Token, edits: readonly Edit[]): VerdictWords {
  const { verification, cryptography } = facts
  if (!token.wellFormed && verification?.state !== 'valid') return malformed(facts, edits)
  if (token.object?.kind === 'jwe') {
    if (!cryptography) return WITHOUT_CRYPTOGRAPHY.encrypted
    const { sentence, detail } = encrypted(facts)
    return { sentence, detail: [...detail, originClause(facts)] }
  }
  const without = cryptography ? undefined : WITHOUT_CRYPTOGRAPHY[verification?.state ?? 'unsupported']
  if (without) return without
  switch (verification?.state) {
    case undefined:
      return { sentence: ['Checking the signature.'], detail: ['\u00a0'] }
    case 'unsecured':
      return {
        sentence: ['Do not trust it. ', { em: 'It has no signature' }, '.'],
        detail: ['“alg” is “none”: anyone can write such a token and change any of its claims.', ...timeClause(facts)],
      }
    case 'mismatch':
      return mismatch(facts, edits)
    case 'key-problem':
      return {
        sentence: ['This key ', { em: 'cannot check' }, ' this token.'],
        detail: [...problemText(facts), ...changedClause(edits), ...timeClause(facts)],
      }
    case 'unsupported':
      return unsupported(facts)
    case 'unreadable':
      return ambiguous(facts)
    case 'unsigned':
      return {
        sentence: ['Not signed yet.'],
        detail: [
          `Its “alg” is ${verification.algorithm.name}, and the signature is empty: sign it, or copy the whole token again.`,
          ...changedClause(edits),
          ...timeClause(facts),
        ],
      }
    case 'no-key': {
      const refused = edits.length === 0 ? refusedAlong(facts) : undefined
      if (refused) return refused
      const { sentence, detail } = unchecked(facts, edits)
      return { sentence, detail: [...detail, fitsClause(facts)] }
    }
    case 'partial': {
      const count = verification.each.filter((one) => one.state === 'valid').length
      return {
        sentence: [`Only ${count} of ${verification.each.length} signatures `, { em: count === 1 ? 'verifies' : 'verify' }, '.'],
        detail: [
          'Whether that is enough depends on which of them your service requires.',
          ...timeClause(facts),
          foreignKeyClause(facts),
          originClause(facts),
        ],
      }
    }
    case 'valid':
      return verified(facts, edits)
  }
}

function malformed(facts: Facts, edits: readonly Edit[]): VerdictWords {
  const { token, verification, findings = [] } = facts
  const { segments, header } = token!
  const rest: Sentence =
    verification?.state === 'mismatch' || (verification?.state === 'unreadable' && verification.lenient === 'neither')
      ? [' Its signature does not verify with this key either.']
      : []
  if (edits.length > 0 && !header.readable) {
    return { sentence: ['The header is ', { em: 'not a JSON object' }, '.'], detail: [...changedText(edits), ...rest] }
  }
  if (segments.length > 0 && !header.readable && segments[0]!.text === '') {
    return {
      sentence: ['The ', { em: 'header is missing' }, '.'],
      detail: ['Without it, no one can tell how the token is signed.', ...rest],
    }
  }
  const other = findings[0]?.rule === 'env-paseto-other' ? findings[0].args?.['what'] : undefined
  if (!header.readable && other !== undefined)
    return { sentence: ['This is ', { em: 'not a JWT' }, '.'], detail: [`It is ${other}. Paste a JWT, or any text that contains one.`] }
  if (!header.readable && segments.length > 0 && (segments.length < 3 || isProse(token!))) {
    return {
      sentence: ['There is ', { em: 'no token' }, ' in this text.'],
      detail: [
        'A JWT has three parts separated by dots, and the first is a JSON object in base64url, so it nearly always begins with “eyJ”. ',
        'Paste the whole token, or any text that contains it.',
      ],
    }
  }
  if (segments.length < 3 && segments.length > 0) {
    return {
      sentence: ['This token is ', { em: 'cut off' }, '.'],
      detail: [
        segments.length === 1
          ? 'It has one part; a signed token has three.'
          : 'It has two parts; a signed token has three, and the signature is the last.',
        ' What is there is decoded below.',
      ],
    }
  }
  if (!header.readable) {
    return {
      sentence: ['This is ', { em: 'not a JWT' }, '.'],
      detail: ['Its first part does not decode to a JSON object, so nothing says how it is signed.', ...rest],
    }
  }
  if (token!.leftOut) {
    return {
      sentence: ['Its ', { em: 'signature was left out' }, '.'],
      detail: ['Header and payload are decoded below. Without the signature, no one can tell whether they were changed.'],
    }
  }
  if (token!.readings !== 'one' && token!.readings.problems.some(({ kind }) => !OF_CHARACTERS.has(kind))) return ambiguous(facts)
  if (header.alg === undefined) {
    return {
      sentence: ['Its header ', { em: 'names no algorithm' }, '.'],
      detail: ['“alg” is required and must be a string: without it, no verifier accepts the token.', ...rest],
    }
  }
  if (segments.length !== 3 && segments.length !== 5 && segments.length > 0) {
    return {
      sentence: [`It has `, { em: `${segments.length >= 64 ? 'far too many' : segments.length} parts` }, '.'],
      detail: ['A signed token has three, an encrypted one five. Something was added, lost or joined on the way here.', ...rest],
    }
  }
  return {
    sentence: ['Damaged: part of it ', { em: 'isn’t base64url' }, '.'],
    detail: ['Every part must be base64url without padding. The findings below say which part fails and where.', ...rest],
  }
}

/** Problems that the sentences about segments and characters cover. */
const OF_CHARACTERS: ReadonlySet<ReadingProblemKind> = new Set(['character', 'too-many-segments'])

function ambiguous({ worst }: Facts): VerdictWords {
  return {
    sentence: ['Reject it. It has ', { em: 'more than one reading' }, '.'],
    detail: [worst ?? 'Two libraries would read it as two different tokens, so no one can say what was signed.'],
  }
}

function mismatch(facts: Facts, edits: readonly Edit[]): VerdictWords {
  const { verification } = facts
  if (verification?.state === 'mismatch' && verification.reason === 'none-with-signature') {
    return {
      sentence: ['Reject it. ', { em: '“none” with a signature' }, ' contradicts itself.'],
      detail: ['An unsecured token has an empty third part. Nothing here can be verified.', ...timeClause(facts)],
    }
  }
  const contents = edits.filter((edit) => edit.part !== 'signature')
  if (contents.length > 0) {
    const parts = new Set(contents.map((edit) => edit.part))
    const what = parts.size > 1 ? 'token' : parts.has('header') ? 'header' : 'payload'
    return {
      sentence: [`Reject it. The ${what} `, { em: 'was edited' }, ' after it was signed.'],
      detail: [...changedText(edits), ...timeClause(facts)],
    }
  }
  if (edits.length > 0) {
    return {
      sentence: ['Reject it. The signature ', { em: 'was edited' }, '.'],
      detail: ['Header and payload are as they were pasted; the third part is not.', ...timeClause(facts)],
    }
  }
  if (verification?.state === 'mismatch' && verification.reason === 'signature-length') {
    return {
      sentence: ['Reject it. The signature has ', { em: 'the wrong length' }, '.'],
      detail: [`It has ${verification.found} bytes; ${verification.algorithm.name} makes ${verification.expected}.`, ...timeClause(facts)],
    }
  }
  return {
    sentence: ['Reject it. The signature ', { em: 'does not verify' }, ' with this key.'],
    detail: [
      facts.cause ??
        (isDetached(facts)
          ? 'Either this is the wrong key, or the detached content isn’t byte for byte what was signed.'
          : 'Either this is the wrong key, or the token changed after it was signed.'),
      ...timeClause(facts),
    ],
  }
}

const MOST_NAMES = 5

function unsupported(facts: Facts): VerdictWords {
  const { token, verification } = facts
  const { header } = token!
  if (verification?.state === 'unsupported' && verification.reason === 'too-costly') {
    return {
      sentence: ['This takes too long, so it was ', { em: 'stopped' }, '.'],
      detail: [
        'Its signatures and your keys make too many combinations to try. Nothing is known about the signature: give only the key that signed it.',
        ...timeClause(facts),
      ],
    }
  }
  if (verification?.state === 'unsupported' && verification.reason === 'b64-not-critical') {
    return {
      sentence: ['Reject it: ', { em: '“crit” doesn’t list “b64”' }, '.'],
      detail: [
        '“b64” is false, so “crit” has to list it (RFC 7797 section 6). The signature itself verifies with this key.',
        ...timeClause(facts),
      ],
    }
  }
  if (header.critMalformed || header.unknownCritical.length > 0) {
    // A sentence with fifty thousand names takes half a minute to lay out.
    const unknown = header.unknownCritical
    const more = unknown.length > MOST_NAMES ? ` and ${(unknown.length - MOST_NAMES).toLocaleString('en')} more` : ''
    const names = unknown.slice(0, MOST_NAMES).map(quoted).join(', ') + more
    const mathematics =
      verification && 'mathematics' in verification && verification.mathematics === 'valid'
        ? ' The signature itself verifies with this key.'
        : ''
    const problem = header.critMalformed ? '“crit” is malformed' : 'it requires an extension that this page doesn’t support'
    return {
      sentence: ['Reject it: ', { em: problem }, '.'],
      detail: [
        header.critMalformed
          ? '“crit” must be a list in the protected header that names each extension once, and only those that the header contains (RFC 7515 section 4.1.11).'
          : `“crit” names ${names}.`,
        mathematics,
        ...timeClause(facts),
      ],
    }
  }
  return {
    sentence: ['Decoded. The algorithm ', { em: quoted(header.alg ?? '') }, ' cannot be checked here.'],
    detail: ['So this page can’t tell whether the signature is right or wrong.', ...timeClause(facts)],
  }
}

function unchecked(facts: Facts, edits: readonly Edit[]): VerdictWords {
  if (edits.length > 0) {
    return {
      sentence: ['Changed since it was pasted. ', { em: 'The signature is still the old one' }, '.'],
      detail: [...changedText(edits), ' Anyone who checks it will see a mismatch.', ...timeClause(facts)],
    }
  }
  if (isDetached(facts) && facts.content) {
    return {
      sentence: ['The content is here, but ', { em: 'not proven' }, '.'],
      detail: giveTheKey(facts),
    }
  }
  if (isDetached(facts)) {
    return {
      sentence: ['The payload travels separately.'],
      detail: [
        'This token is a signature over content that it does not contain (RFC 7515 appendix F). Without that content, nothing can be checked.',
        ' ',
        { words: 'Enter it in “Detached content”', go: 'content' },
        '.',
      ],
    }
  }
  const outside = outsideItsTimes(facts)
  if (outside) return { ...outside, detail: giveTheKey(facts) }
  return {
    sentence: ['Readable, but not proven.'],
    detail: ['Anyone can write such a token. ', ...giveTheKey(facts), ...timeClause(facts), ...unexpectedClause(facts)],
  }
}

function isDetached({ token }: Facts): boolean {
  return token?.object?.kind === 'jws' && token.object.detached
}

function giveTheKey(facts: Facts): Sentence {
  return [{ words: `Enter the ${keyName(facts)}`, go: 'key' }, ' to check who signed it.']
}

function keyName({ verification }: Facts): string {
  return verification?.algorithm?.kty === 'oct' ? 'secret' : 'public key'
}

/** What a signature that verifies is worth, which depends on where the key came from. */
function verified(facts: Facts, edits: readonly Edit[]): VerdictWords {
  const { sentence, detail } = refusedAlong(facts) ?? besidesAlong(facts, worth(facts, edits))
  return { sentence, detail: [...detail, originClause(facts)] }
}

function worth(facts: Facts, edits: readonly Edit[]): VerdictWords {
  const { token, verification, time, findings = [] } = facts
  const changed = edits.some((edit) => edit.part !== 'signature') ? changedText(edits) : []
  const answer = answerOf(verification)
  if (answer?.keySource === 'token' && facts.key?.from === 'token' && facts.key.presented) {
    return (
      proofInRequest(facts) ?? {
        sentence: ['Signed with ', { em: 'the key it contains' }, '.'],
        detail: [
          'A DPoP proof carries its own key (RFC 9449 section 4.3). That proves that the sender holds it; the access token’s “cnf” says whose it is.',
          ...timeClause(facts),
        ],
      }
    )
  }
  if (answer?.keySource === 'link') {
    return {
      sentence: ['The signature verifies with ', { em: 'the key that came in the link' }, '.'],
      detail: [
        'The link’s author chose both. Compare the key with one that you know, then press “I compared it” under the key.',
        ...timeClause(facts),
        ...unexpectedClause(facts),
      ],
    }
  }
  if (answer?.keySource === 'token' && facts.key?.from === 'box' && stoodBeside(facts.key.origin)) {
    return {
      sentence: ['The signature verifies with ', { em: 'the key in the same text' }, '.'],
      detail: [
        'The author of the text chose both. Compare the key with one that you know, then press “I compared it” under the key.',
        ...timeClause(facts),
      ],
    }
  }
  if (answer?.keySource === 'token') {
    return {
      sentence: ['Verified with a key inside the token: ', { em: 'this proves nothing' }, '.'],
      detail: ['The token’s author chose that key. Check it with a key that you already had.', ...timeClause(facts)],
    }
  }
  if (token!.sdJwt?.wellFormed === false) {
    return {
      sentence: ['The issuer’s signature verifies, but what follows it is ', { em: 'malformed' }, '.'],
      detail: [facts.worst ?? 'Reject it. An SD-JWT ends with “~” or with a key binding JWT, and has disclosures only before it.'],
    }
  }
  if (!token!.wellFormed) {
    return {
      sentence: ['The signature verifies, but the token is ', { em: 'not well formed' }, '.'],
      detail: [
        'It was signed over exactly these characters, including padding, which RFC 7515 forbids: strict verifiers reject it.',
        ...timeClause(facts),
      ],
    }
  }
  if (answer?.missedKid !== undefined) {
    return {
      sentence: ['The signature verifies with ', { em: 'another key of this set' }, '.'],
      detail: [
        `The token names the key ${quoted(answer.missedKid)}; a verifier that looks keys up by “kid” rejects it.`,
        ...timeClause(facts),
      ],
    }
  }
  const secret = openSecret(facts)
  if (secret) {
    return {
      sentence: [`Verifies, but the secret ${secret}: `, { em: 'anyone can sign this' }, '.'],
      detail: ['The signature proves nothing until the secret is replaced by a random one. The findings say more.', ...timeClause(facts)],
    }
  }
  const holds = provenBy(facts)
  const outside = outsideItsTimes(facts, holds)
  if (outside) return { ...outside, detail: changed.length > 0 ? changed : [refusedForItsTimes(facts), ...unexpectedClause(facts)] }
  if (time.state === 'unreadable') {
    return {
      sentence: [`${holds}, but its time `, { em: 'cannot be read' }, '.'],
      detail: ['“exp” or “nbf” isn’t a number of seconds: careful servers reject the token, careless ones never let it expire.'],
    }
  }
  const refused = refusedAsUnexpected(facts, holds)
  if (refused) return changed.length > 0 ? { ...refused, detail: changed } : refused
  const errors = findings.filter((finding) => finding.severity === 'error').length
  if (errors > 0) {
    return {
      sentence: [`${holds}, but `, { em: errors === 1 ? 'one thing is wrong' : `${errors} things are wrong` }, '.'],
      detail: changed.length > 0 ? changed : [facts.worst ?? 'See the findings.', errors > 1 ? ' The findings list the rest.' : ''],
    }
  }
  const around = facts.around?.errors ?? 0
  if (around > 0) {
    return {
      sentence: [
        'The token inside verifies, but ',
        { em: around === 1 ? 'one thing is wrong' : `${around} things are wrong` },
        ' with the outer one.',
      ],
      detail: ['Go back to the outer token to see what.', ...timeClause(facts)],
    }
  }
  if (facts.keyBinding === 'no-key') {
    return {
      sentence: ['The issuer’s signature verifies, but the key binding ', { em: 'couldn’t be checked' }, '.'],
      detail: ['Anyone can append one: unchecked, it proves nothing about who presents this. The findings say why.', ...timeClause(facts)],
    }
  }
  if (needsNoEnd(facts))
    return {
      sentence: [`Good. ${holds}.`],
      detail: changed.length > 0 ? changed : ['It has no “exp”, and this kind of token needs none.', asExpected(facts) ?? ''],
    }
  if (time.state === 'unlimited') {
    return {
      sentence: [`${holds}, and the token `, { em: 'never expires' }, '.'],
      detail: changed.length > 0 ? changed : ['It has no “exp”: anyone who gets hold of it can use it until the key changes.'],
    }
  }
  if (time.state === 'empty') {
    return {
      sentence: [`${holds}.`],
      detail: [
        isDetached(facts)
          ? facts.content
            ? 'It covers the detached content, byte for byte.'
            : 'It covers an empty payload: nothing but the header is signed.'
          : token!.header.parameters.has('zip')
            ? 'The payload is compressed (“zip”), as in health cards: its claims are unpacked below but not judged.'
            : 'The payload isn’t a JSON object, so this is a JWS, not a JWT, and it has no claims.',
      ],
    }
  }
  const within = withinItsTimes(facts, holds)
  return changed.length > 0 ? { ...within, detail: changed } : within
}

/** What proves the token: its signature, or also the decryption where the reader's key opened the JWE around it. */
function provenBy({ around, token }: Facts): Holds {
  const ours = around?.keyOrigin.from !== 'link' || around.keyOrigin.compared === true
  return around?.decrypted && ours && token?.object?.kind === 'jws'
    ? 'Decrypted with your key; the token inside verifies'
    : 'The signature verifies'
}

const WELL_KNOWN: ReadonlySet<RuleId> = new Set(['key-hmac-published', 'key-hmac-crackable', 'key-hmac-empty', 'key-pem-as-secret'])
/** Bits of entropy that a single graphics card can exhaust within a day or so. */
const GUESSED = 50

/** Says that a secret was found that verifies it, where no key at hand does. With a key at hand, the headline says so instead. */
function knownSecretClause({ verification, findings = [] }: Facts): string {
  const found = findings.find(({ rule }) => rule === 'key-hmac-crackable')
  if (!found || answerOf(verification)) return ''
  return ` It verifies with a known secret, ${found.args?.['where']}: anyone can find that secret and sign such a token.`
}

/** Why the secret that verified it isn't secret; undefined where it may be. */
function openSecret({ findings = [] }: Facts): string | undefined {
  for (const { rule, args } of findings) {
    if (WELL_KNOWN.has(rule)) return 'is well known'
    if (rule === 'key-hmac-low-entropy' && Number(args?.['bits']) < GUESSED) return 'can be guessed'
  }
  return undefined
}

/** Problems where the key isn't what the algorithm needs; the others concern the text of the key itself. */
const OF_ALGORITHM: ReadonlySet<KeyProblemId> = new Set(['key-alg-mismatch', 'not-a-key', 'key-is-token'])

function problemText({ verification }: Facts): Sentence {
  if (verification?.state !== 'key-problem') return []
  const { problem } = verification
  const { id, found, expected, action } = problem
  const alg = OF_ALGORITHM.has(id) ? verification.algorithm.name : undefined
  const are = /^(?:\d|bytes)/.test(found) ? 'These are' : 'This is'
  return [`${are} ${found}; ${alg === undefined ? 'expected:' : `${alg} needs`} ${expected}. ${capital(action)}.`]
}

/** The most characters of a path in the sentence. The name that changed is at its end. */
const MOST_OF_PATH = 120

function changedText(edits: readonly Edit[]): Sentence {
  const named = edits.filter((edit) => edit.name !== undefined)
  if (named.length === 0) return [`The ${edits[0]?.part ?? 'token'} differs from what was pasted.`]
  const [edit] = named as [Edit, ...Edit[]]
  const changes = changesIn(edit)
  const { path, before, after } = changes[0]!
  const places = changes.length === 1 ? ': ' : ` in ${changes.length} places. The first: `
  const count =
    named.length === 1
      ? `One ${edit.part === 'header' ? 'header parameter' : 'claim'} changed since the token was pasted${places}`
      : `${named.length} ${kindOf(named)} changed since the token was pasted. The first: `
  const name = { em: `“${shown(pathText(path), path.length === 1 ? undefined : MOST_OF_PATH)}”` }
  if (before === undefined) return [count, name, ' was added.']
  if (after === undefined) return [count, name, ' was removed.']
  return [count, name, ` went from ${quotedJson(before)} to ${quotedJson(after)}.`]
}

/** What changed, in the words of the boxes: claims, header parameters, or both. */
function kindOf(edits: readonly Edit[]): string {
  const inHeader = edits.filter(({ part }) => part === 'header').length
  return inHeader === 0 ? 'claims' : inHeader === edits.length ? 'header parameters' : 'claims and header parameters'
}

function changedClause(edits: readonly Edit[]): Sentence {
  return edits.length > 0 ? [' The token has been edited.'] : []
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Says that the signatures that verify, of several, do so with a key that proves nothing. */
function foreignKeyClause({ verification }: Facts): string {
  const source = answerOf(verification)?.keySource
  if (source === 'token') return ' What verifies uses a key inside the token, which proves nothing.'
  return source === 'link' ? ' What verifies uses the key that came in the link, whose author chose both.' : ''
}

/** Where the key and a pasted token came from, each in a sentence. The verdict itself covers a key from the token or a link. */
function originClause({ key, verification, decryption, tokenOrigin }: Facts): string {
  const answer = answerOf(verification)
  const source = answer?.keySource
  if (key?.from !== 'box' || (!answer && decryption?.state !== 'decrypted') || source === 'token' || source === 'link') return ''
  const pasted = tokenOrigin === 'typed'
  if (key.origin.from === 'typed' && pasted) return ' You typed or pasted the token and the key.'
  return `${keyFrom(key.origin)}${pasted ? ' The token is the one you typed or pasted.' : ''}`
}

function keyFrom(origin: KeyOrigin): string {
  switch (origin.from) {
    case 'typed':
      return ' The key is the one you typed or pasted.'
    case 'file':
      return ' The key is from your file.'
    case 'sample':
      return ' The key came with the sample.'
    case 'keyring':
      return ' The key is from your keyring.'
    case 'link':
      return ' The key came in the link, and you compared it.'
    case 'fetched':
      return ` The key was fetched from ${new URL(origin.url).host}.`
  }
}

/** Words with spaces between them, whatever periods they contain: not a damaged token. */
function isProse(token: Token): boolean {
  return pieceCount(token) > 1 && !looksLikeToken(token)
}
