// Prepares the material of a search: the context with its characters, bytes and keys, and small steps shared by all causes.
import { hashOf, algorithmByName, hashLength, type Algorithm } from '../../algorithms/algorithms.ts'
import { encodeBase64url } from '../../text/base64url.ts'
import { isSecretText, secretOf } from '../../keys/key-material.ts'
import type { Attempt, CauseContext, Material, Method } from './cause.ts'

const encoder = new TextEncoder()

/** Works out what the causes ask for. */
export function materialOf(context: CauseContext): Material {
  const { signature, payload, reading, keyText } = context
  const first = reading.keys.find((key) => key.kind === 'secret')
  return {
    ...context,
    algorithm: algorithmByName(signature.header.alg),
    head: signature.header.segment.text,
    body: payload.text,
    received: signature.signature.decoding.bytes,
    secret: first ? secretOf(first) : isSecretText(reading) || isPlainText(context) ? utf8(keyText) : undefined,
    keys: reading.keys.filter((key) => key.kind !== 'secret'),
  }
}

/** Text in the key box that isn’t a key of any format: it may be the secret of an HMAC that the header doesn’t name. */
function isPlainText({ reading, keyText }: CauseContext): boolean {
  return keyText !== '' && reading.problem?.id === 'not-a-key'
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** Encodes text as a segment: base64url of its UTF-8. */
export function segmentOf(text: string): string {
  return encodeBase64url(utf8(text))
}

/** The method that an algorithm's row names. */
export function methodOf(algorithm: Algorithm): Method {
  const { name, family, hash } = algorithm
  return family === 'RSASSA-PSS' ? { name, family, hash, saltLength: hashLength(hashOf(algorithm)) } : { name, family, hash }
}

/** The text of a header or payload in another form: the change, and the repair that puts it into the token. */
export function textForm(material: Material, part: 'header' | 'payload', text: string): Pick<Attempt, 'change' | 'fix'> {
  const raw = part === 'payload' && material.signature.header.unencodedPayload
  const segment = raw ? text : segmentOf(text)
  return {
    change: part === 'header' ? { head: segment } : { body: segment },
    fix: [{ do: 'set-segment', part, segment }],
  }
}

/** Keeps only the first of each text, and none that is in `known`. */
export function fresh<T>(texts: Iterable<T>, text: (each: T) => string, known: Iterable<string>): T[] {
  const seen = new Set(known)
  const kept: T[] = []
  for (const each of texts) {
    const one = text(each)
    if (seen.has(one)) continue
    seen.add(one)
    kept.push(each)
  }
  return kept
}
