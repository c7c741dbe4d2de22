// Tries other encodings of the secret: its text decoded, or the text of its encoding used as bytes.
import { decodeBase64url, encodeBase64url } from '../../text/base64url.ts'
import { readSecret } from '../../keys/read/secret.ts'
import type { SecretEncoding } from '../../keys/key-material.ts'
import { encodeBase64 } from '../../text/base64.ts'
import type { Attempt, Cause, CauseArgs, Material, Repair } from '../cause/cause.ts'
import { bytesInWords, sideBySide } from '../cause/evidence.ts'
import { utf8 } from '../cause/material.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { encodeHex } from '../../text/bytes.ts'

const NAMES: Record<SecretEncoding, string> = { utf8: 'UTF-8 text', base64url: 'base64url', base64: 'base64', hex: 'hex' }

/** An attempt with other bytes for the secret. */
export function secretAttempt(
  material: Material,
  secret: Uint8Array<ArrayBuffer>,
  args: CauseArgs,
  rest: { readonly fix?: readonly Repair[]; readonly shown?: readonly [string, string]; readonly common?: boolean } = {},
): Attempt {
  const before =
    material.secretEncoding === 'utf8'
      ? material.keyText
      : `${NAMES[material.secretEncoding]} of ${bytesInWords(material.secret ?? new Uint8Array())}`
  const [from, to] = rest.shown ?? [before, bytesInWords(secret)]
  return {
    change: { secret },
    args,
    evidence: sideBySide('Secret', from, to),
    fix: rest.fix ?? [giveBytes(secret)],
    ...(rest.common && { common: true }),
  }
}

/** Puts text into the key box, to be read as it is. */
export function giveText(key: string): Repair {
  return { do: 'set-key', key, secretEncoding: 'utf8' }
}

/** Puts bytes into the key box as hex, the one form that shows them all. */
export function giveBytes(secret: Uint8Array): Repair {
  return { do: 'set-key', key: encodeHex(secret), secretEncoding: 'hex' }
}

/** The bytes of a text in each encoding that it fits; `as` names the encoding. */
export function* decodings(text: string): Iterable<{ readonly as: SecretEncoding; readonly bytes: Uint8Array<ArrayBuffer> }> {
  for (const as of ['base64url', 'base64', 'hex'] as const) {
    const secret = text.trim() === '' ? undefined : readSecret(text, as).key?.secret
    if (secret && secret.length > 0) yield { as, bytes: secret }
  }
}

const isEncoded = {
  id: 'secret-is-encoded',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret read as base64, base64url and hex',
  explain: ({ encoding, form }) => ({
    clause:
      form === 'colons'
        ? 'the secret were read as hex bytes, without the separators'
        : `the secret were decoded from ${String(encoding)} first`,
    fix: `The signer decodes the secret from ${String(encoding)}. Do the same where you verify.`,
    button: `Read the secret as ${String(encoding)}`,
  }),
  *tries(material) {
    const { keyText, secretEncoding } = material
    for (const { as, bytes } of decodings(keyText)) {
      if (as === secretEncoding) continue
      yield secretAttempt(
        material,
        bytes,
        { encoding: NAMES[as] },
        { fix: [{ do: 'set-key', key: keyText, secretEncoding: as }], common: true },
      )
    }
    const plain = keyText
      .trim()
      .replace(/^0x/i, '')
      .replace(/(?:\\x|0x|[:,\s-])/gi, '')
    if (plain !== keyText.trim() && /^(?:[0-9a-f]{2}){4,}$/i.test(plain)) {
      yield secretAttempt(
        material,
        readSecret(plain, 'hex').key!.secret,
        { encoding: 'hex', form: 'colons' },
        { fix: [{ do: 'set-key', key: plain, secretEncoding: 'hex' }] },
      )
    }
    for (const { as, bytes } of decodings(keyText)) {
      const inner = new TextDecoder().decode(bytes)
      for (const twice of decodings(inner)) {
        if (twice.bytes.length >= 8)
          yield secretAttempt(material, twice.bytes, { encoding: `${NAMES[as]} and then from ${NAMES[twice.as]}` })
      }
    }
  },
} as const satisfies Cause

const isEncodingText = {
  id: 'secret-is-encoding-text',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the text of the encoding as the secret',
  explain: ({ encoding }) => ({
    clause: `the secret were the ${String(encoding)} text itself, not the bytes it encodes`,
    fix: 'The signer did not decode the secret. Either decode it there, or use the text here.',
    button: `Use the ${String(encoding)} text`,
  }),
  *tries(material) {
    const { keyText, secretEncoding, secret } = material
    if (secretEncoding !== 'utf8') {
      const text = keyText.trim()
      yield secretAttempt(material, utf8(text), { encoding: NAMES[secretEncoding] }, { fix: [giveText(text)], common: true })
      if (text !== keyText) yield secretAttempt(material, utf8(keyText), { encoding: NAMES[secretEncoding] }, { fix: [giveText(keyText)] })
    }
    if (!secret || secret.length === 0) return
    const hex = encodeHex(secret)
    const forms: readonly (readonly [string, string])[] = [
      ['base64', encodeBase64(secret)],
      ['base64', withoutTrailing(encodeBase64(secret), '=')],
      ['base64url', encodeBase64url(secret)],
      ['base64', `${encodeBase64(secret)}\n`],
      ['hex', hex],
      ['hex', hex.toUpperCase()],
    ]
    for (const [encoding, text] of forms) {
      yield secretAttempt(
        material,
        utf8(text),
        { encoding },
        { fix: [giveText(text)], shown: [secretEncoding === 'utf8' ? keyText : hex, text] },
      )
    }
  },
} as const satisfies Cause

const lenientBase64 = {
  id: 'secret-lenient-base64',
  dimension: 'secret',
  families: ['HMAC'],
  tried: 'the secret through a lenient base64 decoder',
  explain: ({ dropped }) => ({
    clause: `the secret were base64-decoded leniently, ${Number(dropped) > 0 ? `skipping ${String(dropped)} ${dropped === 1 ? 'character' : 'characters'} that ${dropped === 1 ? 'is' : 'are'} not base64` : 'dropping the leftover characters'}`,
    fix: 'Libraries such as jjwt before 0.10 read text secrets this way. Give the signer bytes instead of text.',
    button: 'Use these bytes',
  }),
  *tries(material) {
    const { keyText } = material
    const kept = keyText.replace(/[^A-Za-z0-9+/_-]/g, '')
    const standard = keyText.replace(/[^A-Za-z0-9+/]/g, '')
    // java.util.Base64 and Node stop at the first "="; others skip it.
    for (const digits of new Set([
      kept,
      standard,
      kept.slice(0, keyText.search(/=|$/)),
      standard.slice(0, standard.length - (standard.length % 4)),
      kept.slice(0, kept.length - (kept.length % 4)),
    ])) {
      const { bytes } = decodeBase64url(digits.replace(/\+/g, '-').replace(/\//g, '_'))
      if (bytes.length > 0) yield secretAttempt(material, bytes, { dropped: keyText.length - digits.length })
    }
  },
} as const satisfies Cause

export const secretEncodingCauses = [isEncoded, isEncodingText, lenientBase64] as const satisfies readonly Cause[]
