// What was noticed about a key, in words: one sentence a note, the same ones of several keys together.
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
  'escaped-newlines': 'It has “\\n” where line breaks belong, as in an .env file; they were put back.',
  'one-line': 'It stands on one line; it was read all the same.',
  dashes: 'The dashes of its BEGIN or END line are not five hyphens; they were taken for them.',
  indentation: 'Its lines are indented; that was passed over.',
  quotes: 'It has quotes or commas in it, as code around it leaves; they were passed over.',
  alphabet: 'It is written in base64url; PEM is base64. It was read all the same.',
  'no-end-line': 'Its END line is missing; what is there is a whole key.',
  'labels-differ': 'Its BEGIN and END lines name different things; the BEGIN line was believed.',
}

const FORMS: Record<string, string> = {
  padding: 'has padding',
  whitespace: 'has blanks or line breaks in it',
  'standard-alphabet': 'is base64, not base64url',
  'spare-bits': 'has unused bits set in its last character',
  'leading-zero': 'begins with zero bytes that do not belong there',
  'stripped-zeros': 'lacks the zero bytes that belong at its start',
}

const FORMATS: Record<string, string> = {
  'pkcs1-public': 'PKCS#1 is the form of RSA keys alone; most libraries want SPKI (“BEGIN PUBLIC KEY”). Keys converts it.',
  'pkcs1-private': 'PKCS#1 is the form of RSA keys alone; most libraries want PKCS#8 (“BEGIN PRIVATE KEY”). Keys converts it.',
  sec1: 'SEC1 is the form of EC keys alone; most libraries want PKCS#8 (“BEGIN PRIVATE KEY”). Keys converts it.',
  openssh: 'JOSE libraries do not read OpenSSH keys: for them, convert it in Keys.',
  'pkcs8-encrypted': 'It was opened with the passphrase, which is forgotten with the key.',
}

function words({ id, args }: KeyNote): string {
  // A reason is a phrase of the key reader's own, which quotes what it names.
  const text = (name: string) => (name === 'reason' ? String(args[name] ?? '') : shown(String(args[name] ?? '')))
  switch (id) {
    case 'key-private-pasted':
      return 'This is a private key. It can sign; to check a token the public half is enough, and safer to hand around.'
    case 'key-format-note':
      return FORMATS[text('format')] ?? 'It is bare DER without its BEGIN and END lines; it was read all the same.'
    case 'key-cert-as-key':
      return `The key was taken out of the certificate, which runs until ${utcTime(Number(args['notAfter']))?.slice(0, 10) ?? 'some other time'}. Who issued it was not checked.`
    case 'key-cert-chain':
      return `A chain of ${text('length')} certificates: the first one holds the key, the others certify it and were not checked.`
    case 'key-pem-damaged':
      return (
        REPAIRS[text('repaired')] ??
        `Its BEGIN line names another form; what is inside is a “${text('label')}”. It was read all the same, and strict libraries refuse it.`
      )
    case 'jwks-key-skipped':
      return `Entry ${text('position')} was passed over: ${text('reason')}.`
    case 'jwks-bare-array':
      return 'A JWK Set is an object with “keys” (RFC 7517 section 5); this is the bare array. It was read all the same.'
    case 'key-jwk-member-form':
    case 'key-rsa-modulus-form':
      return `“${text('member')}” ${FORMS[text('form')] ?? 'is not in its canonical form'}; strict libraries refuse that.`
    case 'key-jwk-metadata':
      return `“${text('member')}” has the wrong type; strict libraries refuse that.`
    case 'x5c-invalid':
      return 'Its “x5c” is no certificate chain in base64; it was passed over.'
    case 'x5c-key-mismatch':
      return 'Its “x5c” holds a certificate of another key.'
    case 'key-openssh-locked':
      return 'Its private half is under a passphrase; its public half is in the clear, and that checks tokens. To sign, convert a copy: ssh-keygen -p -N "" -m PKCS8 -f copy-of-key.'
    case 'key-in-base64':
      return 'It was decoded from base64 first, as Kubernetes Secrets and environment variables hold keys.'
    case 'key-is-token':
      return 'This secret looks like a token. Did it belong into the other box?'
    case 'secret-spare-bits':
      return `Its last ${text('encoding')} character has unused bits set, so that other spellings stand for the same bytes.`
    case 'key-jwk-alg-mismatch':
      return `Its “alg” says ${text('keyAlg')}, the token ${text('alg')}: a strict verifier refuses that.`
    case 'key-use':
      return text('use') === 'enc'
        ? 'Its “use” says enc: it is meant for encryption, not for signatures.'
        : `Its “use” says ${text('use')}, not sig.`
    case 'key-ops':
      return `Its “key_ops” allow ${text('keyOps') || 'nothing'}, and not to ${text('operation')}.`
  }
}

/** For the middle of a sentence; names in quotes and upper case stay. */
function lowered(text: string): string {
  return /^(It|Its|This|The|A|Entry) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
