// The public half of the private key in the box, for the backend that verifies: as a JWK Set or PEM, under the key ID that the token gives it.
import { verified } from '../../core/crypto/verification.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import { exportJwkSet, exportPem } from '../../core/keys/make/export-key.ts'
import { kidFor } from '../../core/make/make-token.ts'
import { copyText } from '../../platform/clipboard.ts'
import { useCheck } from '../../session/react/use-session.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './key-details.module.css'

export function PublicHalf() {
  const check = useCheck((current) => current)
  const [key, ...others] = check?.reading.keys ?? []
  if (!check || !key || others.length > 0) return null
  if (key.kind === 'secret')
    return check.key.from === 'box' && check.key.origin.from === 'keyring' ? (
      <p className="aside">A shared secret has no public half to publish: everyone who verifies needs the secret itself.</p>
    ) : null
  if (key.kind !== 'private') return null
  const { alg, kid } = check.facts?.token.header ?? {}
  const signs = verified(check.verification) !== undefined
  // A verifier looks the key up by the key ID in the token.
  const named: KeyMaterial = {
    ...key,
    kid: key.kid ?? (signs ? kid : undefined) ?? kidFor(key),
    alg: key.alg ?? (signs ? alg : undefined),
    use: key.use ?? (signs ? 'sig' : undefined),
  }
  return (
    <div className={styles.half}>
      <span>Public key:</span>
      <CopyButton
        what="JWK Set"
        label="Copy JWKS"
        name="Copy JWKS"
        copy={copyText}
        read={() => JSON.stringify(exportJwkSet([named], 'public'), null, 2)}
      />
      <CopyButton
        what="public key"
        label="Copy PEM"
        name="Copy public key as PEM"
        copy={copyText}
        read={async () => (await exportPem(key, 'public')) ?? ''}
      />
    </div>
  )
}
