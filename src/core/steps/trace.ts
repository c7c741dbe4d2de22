// Follows a signature step by step from the JSON to the three segments, with the real values: what the signer did, and what the verifier does.
import { resolveAlgorithm, type Algorithm } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import type { Jws, JwsSignature } from '../token/jws.ts'
import { keyMismatch } from '../keys/expected-key.ts'
import type { KeyMaterial } from '../keys/key-material.ts'
import type { TextSegment } from '../token/segment.ts'
import { ecdsaSteps } from './ecdsa-steps.ts'
import { eddsaSteps } from './eddsa-steps.ts'
import { hmacSteps } from './hmac-steps.ts'
import { mlDsaSteps } from './ml-dsa-steps.ts'
import { rsaSteps } from './rsa-steps.ts'
import { bytes, text, type StepInput, type SignatureStep } from './step/step.ts'
import { differingBits } from '../text/bytes.ts'

/** Every step of one signature of a JWS, or those that need no key if none fits. Throws only because of our own bugs. */
export async function trace(
  jws: Jws,
  signature: JwsSignature,
  algorithm: Algorithm,
  key: KeyMaterial | undefined,
): Promise<SignatureStep[]> {
  const signingInput = signature.signingInput()
  const steps = [
    ...partSteps('header', signature.header.segment, false, jws.form),
    ...partSteps('payload', jws.payload, signature.header.unencodedPayload, jws.form),
  ]
  steps.push({
    id: 'signing-input',
    side: 'both',
    title: 'Joined by a dot: the JWS Signing Input',
    sentence: 'The two texts are signed byte for byte, with a dot between them. The JSON itself isn’t looked at again.',
    values: [text('JWS Signing Input', new TextDecoder().decode(signingInput))],
  })
  const fitting = key && !keyMismatch(algorithm, key) ? key : undefined
  if (fitting)
    steps.push(
      ...(await familySteps({
        row: resolveAlgorithm(algorithm, fitting.curve) ?? algorithm,
        key: fitting,
        signingInput,
        signature: signature.signature.decoding.bytes,
      })),
    )
  else if (algorithm.family !== 'none') steps.push(missingKey(algorithm, key))
  steps.push(lastStep(algorithm, signature, jws.form))
  return steps
}

function familySteps(signed: StepInput): SignatureStep[] | Promise<SignatureStep[]> {
  switch (signed.row.family) {
    case 'HMAC':
      return hmacSteps(signed)
    case 'RSASSA-PKCS1-v1_5':
    case 'RSASSA-PSS':
      return rsaSteps(signed)
    case 'ECDSA':
      return ecdsaSteps(signed)
    case 'EdDSA':
      return eddsaSteps(signed)
    case 'ML-DSA':
      return mlDsaSteps(signed)
    case 'none':
      return []
  }
}

function partSteps(part: 'header' | 'payload', segment: TextSegment, raw: boolean, form: Jws['form']): SignatureStep[] {
  const name = part === 'header' ? 'JOSE Header' : 'payload'
  const { decoded, decoding } = segment
  const steps: SignatureStep[] = [
    {
      id: `${part}-text`,
      side: 'both',
      title: `The ${name} as written`,
      sentence: decoded.utf8
        ? 'Every space and the order of the members matter: the same JSON, formatted differently, has a different signature.'
        : 'These bytes aren’t UTF-8 text; invalid bytes show as �.',
      values: [text('Text', decoded.text)],
    },
    {
      id: `${part}-bytes`,
      side: 'both',
      title: 'Its UTF-8 bytes',
      sentence: 'Each character becomes one to four bytes; ASCII becomes one.',
      values: [bytes('Bytes', decoding.bytes)],
    },
  ]
  if (raw) return steps
  steps.push({
    id: `${part}-base64url`,
    side: 'both',
    title: 'The bytes in base64url',
    sentence: `Three bytes become four characters that are safe in HTTP headers and URLs. This is ${PLACES[placeIn(form)][part]}.`,
    values: [text('base64url', segment.text)],
  })
  return steps
}

function missingKey(algorithm: Algorithm, key: KeyMaterial | undefined): SignatureStep {
  const secret = algorithm.kty === 'oct'
  return {
    id: 'no-key',
    side: 'both',
    title: key ? `This key doesn’t fit ${algorithm.name}` : 'The key is needed here',
    sentence: secret
      ? 'Enter the shared secret in the key box to see every step from here on.'
      : 'Enter the public key in the key box to see what the verifier does from here on, or the private key to also see what the signer did.',
    values: [],
  }
}

// Where the parts are (RFC 7515 section 7): between dots, or in members of a JSON object.
const PLACES = {
  segments: { header: 'the first segment', payload: 'the second segment', signature: 'the third segment' },
  members: { header: 'the member “protected”', payload: 'the member “payload”', signature: 'the member “signature”' },
} as const

function placeIn(form: Jws['form']): keyof typeof PLACES {
  return form === 'flattened' || form === 'general' ? 'members' : 'segments'
}

const WHOLE: Record<Jws['form'], string> = {
  compact: 'They follow the second dot, and the token is complete.',
  'sd-jwt': 'They follow the second dot. The disclosures after the first “~” aren’t signed themselves; their hashes in the payload are.',
  flattened: 'They go into the JSON object, and the token is complete.',
  general: 'They go into the “signatures” list, next to those made with other keys.',
}

function lastStep(algorithm: Algorithm, { signature }: JwsSignature, form: Jws['form']): SignatureStep {
  const place = PLACES[placeIn(form)].signature
  const label = place === 'the third segment' ? 'Third segment' : 'Signature as text'
  if (algorithm.family === 'none') {
    return {
      id: 'signature',
      side: 'both',
      title: 'Nothing is computed',
      sentence: `With “alg” none, ${place} is empty, so anyone can write such a token.`,
      values: signature.text === '' ? [] : [text(label, signature.text)],
    }
  }
  const canonical = encodeBase64url(signature.decoding.bytes)
  return {
    id: 'signature',
    side: 'signer',
    title: `The bytes in base64url: ${place}`,
    sentence: canonical === signature.text ? WHOLE[form] : 'An encoder would write these bytes differently than the token does.',
    values: [bytes('Signature', signature.decoding.bytes), text(label, signature.text)],
  }
}

/** A current step, and the same step from before an edit. */
export interface ComparedStep {
  readonly step: SignatureStep
  /** The earlier step, if it differs. */
  readonly before: SignatureStep | undefined
  /** How many bits of its last byte value flipped; undefined if it has none, or if the lengths differ. */
  readonly flipped: { readonly differing: number; readonly of: number } | undefined
}

export interface TraceComparison {
  readonly steps: readonly ComparedStep[]
  /** The id of the first step that differs. */
  readonly first: string | undefined
}

/** Compares the steps of two states of a token. `after` is what is shown. */
export function compareTraces(before: readonly SignatureStep[], after: readonly SignatureStep[]): TraceComparison {
  const known = new Map(before.map((step) => [step.id, step]))
  const steps = after.map((step): ComparedStep => {
    const old = known.get(step.id)
    if (!old || sameValues(old, step)) return { step, before: undefined, flipped: undefined }
    const [a, b] = [old, step].map((each) => each.values.findLast((value) => value.kind === 'bytes'))
    const comparable = a?.kind === 'bytes' && b?.kind === 'bytes' && a.bytes.length === b.bytes.length
    return { step, before: old, flipped: comparable ? differingBits(a.bytes, b.bytes) : undefined }
  })
  return { steps, first: steps.find((each) => each.before !== undefined)?.step.id }
}

function sameValues(a: SignatureStep, b: SignatureStep): boolean {
  if (a.values.length !== b.values.length) return false
  return a.values.every((value, i) => {
    const other = b.values[i]!
    if (value.kind === 'text') return other.kind === 'text' && value.text === other.text
    if (value.kind === 'bytes')
      return other.kind === 'bytes' && value.bytes.length === other.bytes.length && differingBits(value.bytes, other.bytes).differing === 0
    if (value.kind === 'number') return other.kind === 'number' && value.value === other.value
    return other.kind === 'check' && value.holds === other.holds
  })
}
