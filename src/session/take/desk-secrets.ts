// Collects the secrets that must not appear in anything shared, not even in part: keys, passphrases, and tokens issued with the open one.
import { exportJwkSet } from '../../core/keys/make/export-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import type { Secrets } from '../../core/masking/parts.ts'
import { refuseLinkKey } from '../share-link.ts'
import type { Check } from '../answers/check.ts'
import type { Viewpoint } from '../state/viewpoint.ts'

/** Every secret of a checked state, and the public parts of its keys, which may be passed on. */
export function deskSecrets({ state, reading, causes }: Check, { expectations }: Viewpoint): Secrets {
  const keyTexts = [
    state.key,
    state.tried?.key ?? '',
    ...state.outer.map(({ key }) => key),
    ...(causes?.button?.repairs ?? []).map((repair) => (repair.do === 'set-key' ? repair.key : '')),
  ]
  return {
    secrets: [
      ...keyTexts.flatMap(secretsOfText),
      ...reading.keys.flatMap(privateMembers),
      state.passphrase,
      ...Object.values(expectations.companions ?? {}),
    ],
    allowed: publicText(reading.keys),
  }
}

/** The secret parts of a text in a key box: private members of a JWK, the base64 of PEM, or all of it. */
function secretsOfText(text: string): string[] {
  if (text === '' || refuseLinkKey(text) === undefined) return []
  const members = [...text.matchAll(/"(?:d|p|q|dp|dq|qi|r|t|k|priv)"\s*:\s*"([^"]*)"/g)].map(([, value = '']) => value)
  if (members.length > 0) return members
  // The lines that say what it is are the same in every such key.
  return [text.includes('-----BEGIN') ? text.replace(/^.*-----(?:BEGIN|END).*$/gm, '').trim() : text]
}

function privateMembers(key: KeyMaterial): string[] {
  if (key.kind === 'public') return []
  const { jwk } = key
  const members = [jwk.k, jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi, jwk.priv].filter((each) => each !== undefined)
  return key.kind === 'secret' ? [...members, new TextDecoder().decode(key.secret)] : members
}

/** In base64url and in base64, since the PEM of a private key also contains the public one. */
function publicText(keys: readonly KeyMaterial[]): string {
  const text = JSON.stringify(exportJwkSet(keys, 'public'))
  return `${text} ${text.replaceAll('-', '+').replaceAll('_', '/')}`
}
