// The notes on a key, one sentence each; the same note on several keys is said once.
import { utcTime } from '../../core/claims/numeric-date.ts'
import type { KeyNote } from '../../core/keys/key-material.ts'
import { shown } from '../../core/text/quoted.ts'

/** "Keys 1 and 3: …", in the order of their first appearance. `several`: the box holds more than one key. */
export function notesInWords(notes: readonly KeyNote[], several: boolean): string[] {
  const byText = new Map<string, number[]>()
  for (const note of notes) {
    const text = words(note)
    const places = byText.get(text) ?? []
    if (note.index !== undefined && !places.includes(note.index + 1)) places.push(note.index + 1)
    byText.set(text, places)
  }
  return [...byText].map(([text, places]) => (several && places.length > 0 ? `${named(places)}: ${lowered(text)}` : text))
}

function named(places: readonly number[]): string {
  if (places.length === 1) return `Key ${places[0]}`
  if (places.length > 4) return `${places.length} keys`
  return `Keys ${places.slice(0, -1).join(', ')} and ${places.at(-1)}`
}

const REPAIRS: Record<string, string> = {
  'escaped-newlines': 'It has “\\n” in place of line breaks, as in an .env file; they were restored.',
  'one-line': 'It is all on one line; it was read anyway.',
  dashes: 'The dashes of its BEGIN or END line are not five hyphens; they were read as if they were.',
  indentation: 'Its lines are indented; the indentation was ignored.',
  quotes: 'It has quotes or commas left over from the code around it; they were ignored.',
  alphabet: 'It is in base64url; PEM is base64. It was read anyway.',
  'no-end-line': 'Its END line is missing, but the key is complete.',
  'labels-differ': 'Its BEGIN and END lines name different things; the BEGIN line was used.',
}

const FORMS: Record<string, string> = {
  padding: 'has padding',
  whitespace: 'has whitespace in it',
  'standard-alphabet': 'is base64, not base64url',
  'spare-bits': 'has unused bits set in its last character',
  'leading-zero': 'begins with zero bytes that do not belong there',
  'stripped-zeros': 'is missing zero bytes at its start',
}

const FORMATS: Record<string, string> = {
  'pkcs1-public': 'PKCS#1 is only for RSA keys; most libraries expect SPKI (“BEGIN PUBLIC KEY”). Keys can convert it.',
  'pkcs1-private': 'PKCS#1 is only for RSA keys; most libraries expect PKCS#8 (“BEGIN PRIVATE KEY”). Keys can convert it.',
  sec1: 'SEC1 is only for EC keys; most libraries expect PKCS#8 (“BEGIN PRIVATE KEY”). Keys can convert it.',
  openssh: 'JOSE libraries do not read OpenSSH keys: for them, convert it in Keys.',
  'pkcs8-encrypted': 'It was opened with the passphrase, which is forgotten along with the key.',
}

function words({ id, args }: KeyNote): string {
  // The key reader wrote the reason and has already quoted the names in it.
  const text = (name: string) => (name === 'reason' ? String(args[name] ?? '') : shown(String(args[name] ?? '')))
  switch (id) {
    case 'key-private-pasted':
      return 'This is a private key. It can sign; to check a token, the public half is enough and safer to share.'
    case 'key-format-note':
      return FORMATS[text('format')] ?? 'It is bare DER without BEGIN and END lines; it was read anyway.'
    case 'key-cert-as-key':
      return `The key was taken from the certificate, which is valid until ${utcTime(Number(args['notAfter']))?.slice(0, 10) ?? 'some other time'}. Its issuer was not checked.`
    case 'key-cert-chain':
      return `A chain of ${text('length')} certificates: the first one holds the key, the others certify it and were not checked.`
    case 'key-pem-damaged':
      return (
        REPAIRS[text('repaired')] ??
        `Its BEGIN line names another format; the content is a “${text('label')}”. It was read anyway, but strict libraries reject it.`
      )
    case 'jwks-key-skipped':
      return `Skipped entry ${text('position')}: ${text('reason')}.`
    case 'jwks-bare-array':
      return 'A JWK Set is an object with “keys” (RFC 7517 section 5); this is a bare array. It was read anyway.'
    case 'key-jwk-member-form':
    case 'key-rsa-modulus-form':
      return `“${text('member')}” ${FORMS[text('form')] ?? 'is not in its canonical form'}; strict libraries reject that.`
    case 'key-jwk-metadata':
      return `“${text('member')}” has the wrong type; strict libraries reject that.`
    case 'x5c-invalid':
      return 'Its “x5c” isn’t a certificate chain in base64; it was ignored.'
    case 'x5c-key-mismatch':
      return 'Its “x5c” holds a certificate for another key.'
    case 'key-openssh-locked':
      return 'Its private half is locked with a passphrase; its public half isn’t, and can check tokens. To sign, convert a copy: ssh-keygen -p -N "" -m PKCS8 -f copy-of-key.'
    case 'key-in-base64':
      return 'It was decoded from base64 first, as Kubernetes Secrets and environment variables hold keys.'
    case 'key-is-token':
      return 'This secret looks like a token. Does it belong in the token box?'
    case 'secret-spare-bits':
      return `Its last ${text('encoding')} character has unused bits set, so other texts decode to the same bytes.`
    case 'key-jwk-alg-mismatch':
      return `Its “alg” is ${text('keyAlg')}, the token’s is ${text('alg')}: a strict verifier rejects that.`
    case 'key-use':
      return text('use') === 'enc'
        ? 'Its “use” is enc: it is meant for encryption, not for signatures.'
        : `Its “use” is ${text('use')}, not sig.`
    case 'key-ops':
      return `Its “key_ops” allow ${text('keyOps') || 'nothing'}, not ${text('operation')}.`
  }
}

/** Lowercases the first word for the middle of a sentence; names in quotes or upper case stay. */
function lowered(text: string): string {
  return /^(It|Its|This|The|A|Skipped) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
