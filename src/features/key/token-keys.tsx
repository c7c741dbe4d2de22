// The keys inside the token, tried only on a click, because the token's author chose them.
import { lazy, Suspense, useEffect, useState } from 'react'
import { readCertificateAnswer, readKeyAnswer } from '../../core/keys/sources/discovery.ts'
import { describeKey } from '../../core/keys/describe-key.ts'
import { certificateOf, type KeyReading } from '../../core/keys/key-material.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { tokenKeys, type TokenKey } from '../../core/keys/sources/token-keys.ts'
import { triedParameter } from '../../session/state/key-choice.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CertificateFacts } from './certificate-facts.tsx'
import styles from './key-details.module.css'
import { keyProblem } from '../../core/crypto/verification.ts'
import { WithCode } from '../../ui/with-code.tsx'
import { shown } from '../../core/text/quoted.ts'

// Loaded lazily: a key inside the token doesn't need the code that uses the network.
const AskedAddress = lazy(() => import('./asked-address.tsx').then((module) => ({ default: module.AskedAddress })))

export function TokenKeys() {
  const token = useSession((_, { inspection }) => inspection.token)
  const alg = token?.header.alg
  if (!token) return null
  return (
    <section className={styles.inside} aria-labelledby="carried-title">
      <h3 id="carried-title">Keys inside the token</h3>
      <p>The token’s author chose these keys, so a match proves nothing about who signed it.</p>
      <ul className={styles.carried}>
        {tokenKeys(token.header).map((key) => (
          <li key={key.parameter}>
            {key.malformed ? (
              <Malformed {...key} />
            ) : key.url !== undefined ? (
              <ByAddress {...key} url={key.url} />
            ) : (
              <Inside {...key} alg={alg} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const NAMES: Record<TokenKey['parameter'], string> = {
  jwk: 'a key in the header itself',
  x5c: 'a certificate in the header itself',
  jku: 'the URL of a JWK Set',
  x5u: 'the URL of a certificate',
}
const EXPECTED: Record<TokenKey['parameter'], string> = {
  jwk: 'a JSON object with “kty”',
  x5c: 'an array of certificates in base64',
  jku: 'a string with a URL',
  x5u: 'a string with a URL',
}

function Malformed({ parameter }: TokenKey) {
  return (
    <p>
      <code>{parameter}</code> must be {EXPECTED[parameter]}, and isn’t. There is nothing to try.
    </p>
  )
}

function Inside({ parameter, text = '', certificates, alg }: TokenKey & { readonly alg: string | undefined }) {
  const reading = useReading(text, alg)
  const key = reading?.keys[0]
  const certificate = certificateOf(key)
  return (
    <>
      <p>
        <code>{parameter}</code> {NAMES[parameter]}
        {certificates > 1 && `, the first of ${certificates}`}
        {key && <small>{describeKey(key)}</small>}
        {reading?.problem && (
          <small>
            <WithCode text={`This is ${reading.problem.found}; expected: ${reading.problem.expected}.`} />
          </small>
        )}
      </p>
      {certificate && <CertificateFacts certificate={certificate} />}
      <TryButton parameter={parameter} named={text} text={text} />
    </>
  )
}

function ByAddress({ parameter, url }: TokenKey & { readonly url: string }) {
  const store = useStore()
  const read = (json: string) => {
    const answer = readKeyAnswer(json)
    return parameter === 'x5u' ? readCertificateAnswer(json) : answer.ok ? answer.text : undefined
  }
  const tryIt = (json: string) => {
    const text = read(json)
    if (text !== undefined) store.dispatch({ type: 'try-token-key', parameter, named: url, text })
  }
  return (
    <Suspense
      fallback={
        <code>
          <bdi>{shown(url, 2000)}</bdi>
        </code>
      }
    >
      <AskedAddress
        url={url}
        what={`${parameter}, ${NAMES[parameter]}`}
        action="Fetch it and try"
        onAnswer={tryIt}
        renderAnswer={(json) => {
          const text = read(json)
          if (text === undefined) return <p>It answered, but there is no {parameter === 'x5u' ? 'certificate' : 'key'} in it.</p>
          return <TryButton parameter={parameter} named={url} text={text} />
        }}
      />
    </Suspense>
  )
}

/** One button for both directions, so that it keeps the focus. */
function TryButton({
  parameter,
  named,
  text,
}: {
  readonly parameter: TokenKey['parameter']
  readonly named: string
  readonly text: string
}) {
  const store = useStore()
  const tried = useSession(({ state }) => triedParameter(state)) === parameter
  const hasOwn = useSession(({ state }) => state.key !== '')
  const problem = useSession(({ progress }) => {
    const check = shownCheck(progress)
    return check?.reading.problem ?? keyProblem(check?.verification)
  })
  return (
    <div className={styles.tried}>
      {tried && (
        <p>
          The signature is being checked with this key.
          {problem && ` It can’t be used: this is ${problem.found}; expected: ${problem.expected}.`}
        </p>
      )}
      <Button onClick={() => store.dispatch(tried ? { type: 'use-own-key' } : { type: 'try-token-key', parameter, named, text })}>
        {!tried ? 'Try this key' : hasOwn ? 'Back to the key in the box' : 'Stop using it'}
      </Button>
    </div>
  )
}

function useReading(text: string, alg: string | undefined): KeyReading | undefined {
  const [read, setRead] = useState<{ text: string; reading: KeyReading }>()
  useEffect(() => {
    let gone = false
    void readKey(text, { alg }).then((reading) => {
      if (!gone) setRead({ text, reading })
    })
    return () => {
      gone = true
    }
  }, [text, alg])
  return read?.text === text ? read.reading : undefined
}
