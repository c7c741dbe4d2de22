// Shows the numbers that a signature consists of, and what an RSA public key recovers from it.
import { useEffect, useState } from 'react'
import { algorithmByName, type Algorithm } from '../../core/algorithms/algorithms.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import type { SignatureAnatomy } from '../../core/steps/signature-anatomy.ts'
import { copyText } from '../../platform/clipboard.ts'
import { useSession } from '../../session/react/use-session.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import styles from './lens.module.css'
import { encodeHex } from '../../core/text/bytes.ts'
import { keyUse } from '../../core/crypto/verification.ts'

export function SignatureNumbers() {
  const [open, setOpen] = useState(false)
  const bytes = useSession((_, derived) => {
    const object = derived.inspection.token?.object
    return object?.kind === 'jws' ? object.signatures[0].signature.decoding.bytes : undefined
  })
  const several = useSession((_, derived) => {
    const object = derived.inspection.token?.object
    return object?.kind === 'jws' && object.signatures.length > 1
  })
  const alg = useSession((_, derived) => derived.inspection.token?.header.alg)
  const algorithm = algorithmByName(alg)
  // The key that verified or was tried; if none of a set verified, the first one that fits.
  const key = useSession(({ progress }) => {
    const check = shownCheck(progress)
    return keyUse(check?.verification?.each[0])?.key ?? check?.reading.keys.find((each) => each.type === algorithm?.kty)
  })
  if (!bytes || bytes.length === 0 || !algorithm || algorithm.family === 'none') return null
  return (
    <details className={styles.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The {several && 'first '}signature in numbers</summary>
      {open && <Numbers algorithm={algorithm} bytes={bytes} signingKey={key} />}
    </details>
  )
}

function Numbers({
  algorithm,
  bytes,
  signingKey,
}: {
  readonly algorithm: Algorithm
  readonly bytes: Uint8Array
  readonly signingKey: KeyMaterial | undefined
}) {
  const [anatomy, setAnatomy] = useState<SignatureAnatomy>()
  useEffect(() => {
    let gone = false
    void import('../../core/steps/signature-anatomy.ts').then(({ signatureAnatomy }) => {
      if (!gone) setAnatomy(signatureAnatomy(algorithm, bytes, signingKey))
    })
    return () => {
      gone = true
    }
  }, [algorithm, bytes, signingKey])
  if (!anatomy) return null
  return <dl className={styles.numbers}>{rows(anatomy, bytes, algorithm)}</dl>
}

function rows(anatomy: SignatureAnatomy, bytes: Uint8Array, algorithm: Algorithm) {
  switch (anatomy.kind) {
    case 'hmac':
      return <Row name="MAC" about={`${bytes.length} bytes, the length of a ${algorithm.hash} hash`} value={encodeHex(bytes)} />
    case 'ecdsa':
      return (
        <>
          <Row name="r" about={`first ${anatomy.r.length} bytes`} value={encodeHex(anatomy.r)} decimal={anatomy.rNumber} />
          <Row name="s" about={`last ${anatomy.s.length} bytes`} value={encodeHex(anatomy.s)} decimal={anatomy.sNumber} />
          <Row
            name="DER"
            about={`the same two numbers as other systems encode them, ${anatomy.der.length} bytes; a JWS contains only r and s`}
            value={encodeHex(anatomy.der)}
          />
        </>
      )
    case 'eddsa':
      return (
        <>
          <Row name="R" about={`a point on the curve, ${anatomy.r.length} bytes`} value={encodeHex(anatomy.r)} />
          <Row
            name="S"
            about={`a little-endian number, ${anatomy.s.length} bytes`}
            value={encodeHex(anatomy.s)}
            decimal={anatomy.sNumber}
          />
        </>
      )
    case 'rsa':
      return (
        <>
          <Row
            name="s"
            about={`a single number, ${bytes.length} bytes${anatomy.recovered ? ', as long as the modulus' : ''}`}
            value={encodeHex(bytes)}
          />
          <RsaRows anatomy={anatomy} algorithm={algorithm} />
        </>
      )
    case 'ml-dsa':
      return (
        <>
          <Row
            name="c̃"
            about={`the hash of μ and the commitment, ${anatomy.commitment.length} bytes`}
            value={encodeHex(anatomy.commitment)}
          />
          <Row name="z" about={`the response, ${anatomy.response.length.toLocaleString('en')} bytes`} value={encodeHex(anatomy.response)} />
          <Row name="h" about={`the hint, ${anatomy.hint.length} bytes`} value={encodeHex(anatomy.hint)} />
        </>
      )
    case 'other-length':
      return (
        <>
          <dt>Length</dt>
          <dd>
            {bytes.length} bytes, but an {algorithm.name} signature has {anatomy.expected}
          </dd>
        </>
      )
  }
}

function RsaRows({ anatomy, algorithm }: { readonly anatomy: Extract<SignatureAnatomy, { kind: 'rsa' }>; readonly algorithm: Algorithm }) {
  const { recovered, padding } = anatomy
  if (!recovered) return <Words name="Inside" text="Enter the public key in the key box to see what is inside." />
  if (recovered.kind === 'too-large') return <Words name="Inside" text="This public key is too large to be applied here." />
  if (recovered.kind === 'out-of-range')
    return <Words name="Inside" text="This number isn’t less than the modulus, and signing with this key pair never gives such a number." />
  return (
    <>
      <Row
        name="Inside"
        about="s to the power of e, modulo n; if this key pair made the signature, the signer’s padded message"
        value={encodeHex(recovered.bytes)}
      />
      {padding?.wellFormed ? (
        <>
          <Words name="Padding" text={`00 01, ${padding.fill} FF bytes, 00`} />
          <Row
            name="DigestInfo"
            about={padding.hash ? `it names ${padding.hash}` : 'it doesn’t name a hash that this page knows'}
            value={encodeHex(padding.digestInfo)}
          />
          {padding.hash && <Row name="Hash" about="of the signing input that was signed" value={encodeHex(padding.digest)} />}
        </>
      ) : (
        <Words
          name="Padding"
          text={
            algorithm.family === 'RSASSA-PSS'
              ? 'It is PSS, which adds a random salt. “How the signature is computed” shows its parts.'
              : 'It isn’t PKCS #1 v1.5 padding. The signature was made with a different key or algorithm, or it was damaged.'
          }
        />
      )}
    </>
  )
}

function Words({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  )
}

function Row({
  name,
  about,
  value,
  decimal,
}: {
  readonly name: string
  readonly about: string
  readonly value: string
  readonly decimal?: bigint
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span>{about}</span>
        <CopyButton what={`${name} in hexadecimal`} copy={copyText} read={() => value} />
        <code translate="no">{value.length > 1400 ? `${value.slice(0, 1400)}…` : value}</code>
        {decimal !== undefined && (
          <details>
            <summary>as a number</summary>
            <code translate="no">{decimal.toString()}</code>
          </details>
        )}
      </dd>
    </>
  )
}
