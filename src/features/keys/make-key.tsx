// Generates a key for an algorithm. The browser works in the background, so the page doesn't freeze.
import { useId, useRef, useState } from 'react'
import { offeredAlgorithms, type AlgorithmFamily } from '../../core/algorithms/algorithms.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import { useKeyring } from '../../session/react/use-keyring.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { quoted } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './keys-room.module.css'

/** The heading under which keys of a family are offered; undefined where no key can be generated. */
const GROUPS: Record<AlgorithmFamily, string | undefined> = {
  HMAC: 'Shared secret',
  'RSASSA-PKCS1-v1_5': 'RSA',
  'RSASSA-PSS': 'RSA',
  ECDSA: 'Elliptic curves',
  EdDSA: 'Elliptic curves',
  'ML-DSA': 'Against quantum computers',
  none: undefined,
}
const OFFERED = offeredAlgorithms.filter(({ family }) => GROUPS[family] !== undefined)
const HEADINGS = [...new Set(OFFERED.map(({ family }) => GROUPS[family]))]
const SIZES = [2048, 3072, 4096] as const

export function MakeKey() {
  const id = useId()
  const keyring = useKeyring()
  const [alg, setAlg] = useState('ES256')
  const [rsaBits, setRsaBits] = useState<(typeof SIZES)[number]>(2048)
  const [name, setName] = useState('')
  const [said, setSaid] = useState('')
  const making = useRef(false)
  const algorithm = OFFERED.find((row) => row.name === alg)!
  const isRsa = algorithm.kty === 'RSA'

  const make = async () => {
    if (making.current) return
    making.current = true
    setSaid(
      isRsa && rsaBits > 2048
        ? `Looking for ${rsaBits / 2}-bit primes. This can take a few seconds; the page keeps working.`
        : 'Generating the key.',
    )
    try {
      const key = await generateKey(alg, { rsaBits })
      if (key) {
        keyring.dispatch({ type: 'keep', name: name === '' ? `${alg} key` : name, key, origin: 'generated' })
        setSaid(`Generated ${quoted(keyring.getSnapshot().keys[0]?.name ?? '')}.`)
        setName('')
      }
    } catch {
      setSaid(`This browser could not generate a key for ${alg}.`)
    } finally {
      making.current = false
    }
  }

  return (
    <section className={styles.source} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>Generate a key</h2>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <div className={styles.fields}>
          <label className={styles.field}>
            <span>Algorithm</span>
            <select value={alg} aria-describedby={`${id}-about`} onChange={(event) => setAlg(event.target.value)}>
              {HEADINGS.map((heading) => (
                <optgroup key={heading} label={heading}>
                  {OFFERED.filter(({ family }) => GROUPS[family] === heading).map((row) => (
                    <option key={row.name}>{row.name}</option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
          {isRsa && (
            <label className={styles.field}>
              <span>Size</span>
              <select value={rsaBits} onChange={(event) => setRsaBits(SIZES.find((size) => size === Number(event.target.value)) ?? 2048)}>
                {SIZES.map((size) => (
                  <option key={size} value={size}>
                    {size} bits
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <p id={`${id}-about`} className="said">
          {algorithm.description}.
        </p>
        <label className={styles.field} htmlFor={`${id}-name`}>
          <span>Name</span>
          <TextField id={`${id}-name`} value={name} placeholder={`${alg} key`} maxLength={80} onText={setName} />
        </label>
        <Button type="submit" look="primary">
          Generate
        </Button>
      </form>
      <p role="status" className="said">
        <WithCode text={said} />
      </p>
    </section>
  )
}
