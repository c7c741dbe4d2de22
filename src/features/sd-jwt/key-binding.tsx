// Shows what became of the token's key binding JWT, with a form that makes one for what is presented now.
import { useState } from 'react'
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import type { KeyBinding as Verified, KeyBindingState } from '../../core/sd-jwt/key-binding.ts'
import { makeKeyBinding } from '../../core/sd-jwt/make-key-binding.ts'
import { withKeyBinding } from '../../core/sd-jwt/present.ts'
import { quoted, shown } from '../../core/text/quoted.ts'
import { currentSeconds } from '../../platform/clock.ts'
import { derive } from '../../session/state/derived.ts'
import type { Store } from '../../session/store/store.ts'
import { useSaid } from '../../session/react/use-said.ts'
import { useCheck } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { KeyField, LineField } from './fields.tsx'
import fields from './fields.module.css'
import styles from './sd-jwt.module.css'

interface Request {
  readonly holder: string
  readonly audience: string
  readonly nonce: string
}

/** `dropped`: the last choice of disclosures removed the key binding. */
export function KeyBinding({ dropped }: { readonly dropped: boolean }) {
  const binding = useCheck(({ facts }) => facts?.keyBinding)
  const [request, setRequest] = useState<Request>({ holder: '', audience: '', nonce: '' })
  const { said, run } = useSaid((store) => bind(store, request))
  const change = (part: Partial<Request>) => setRequest({ ...request, ...part })
  return (
    <section className={styles.binding} aria-labelledby="sd-jwt-key-binding">
      <h3 id="sd-jwt-key-binding">Key binding</h3>
      {binding ? <State binding={binding} /> : <p className={styles.bindingState}>Checking…</p>}
      <p role="status" className={fields.said}>
        {dropped && 'Your choice removed the key binding, because its sd_hash covers other disclosures. The holder must sign again.'}
      </p>
      <div className={styles.request}>
        <KeyField
          label="Holder"
          placeholder="Private key that matches cnf: JWK or PEM"
          value={request.holder}
          part="whole"
          onText={(holder) => change({ holder })}
        />
        <LineField
          label="Audience"
          placeholder="https://verifier.example"
          value={request.audience}
          onText={(audience) => change({ audience })}
        />
        <LineField label="Nonce" placeholder="the verifier’s challenge" value={request.nonce} onText={(nonce) => change({ nonce })} />
      </div>
      <div className={styles.actions}>
        <Button onClick={() => void run()}>Add key binding</Button>
        <p role="status" className={fields.said}>
          {said}
        </p>
      </div>
    </section>
  )
}

/** Resolves with why none was made, or with undefined once the token has it. */
async function bind(store: Store, { holder, audience, nonce }: Request): Promise<string | undefined> {
  store.flush()
  const { state } = store.getSnapshot()
  const { token } = derive(state).inspection
  const lacking = [...(audience === '' ? ['an audience'] : []), ...(nonce === '' ? ['a nonce'] : [])]
  if (lacking.length > 0) return `To make a key binding, give ${lacking.join(' and ')} from the verifier.`
  // With an algorithm that doesn't use a secret, so that text that isn't a key isn't taken for one.
  const reading = await readKey(holder, { alg: 'ES256' })
  const made = token && (await makeKeyBinding(token, reading, { audience, nonce, issuedAt: currentSeconds() }))
  if (store.getSnapshot().state !== state) return undefined
  if (!token || !made) return 'The digests use a hash that can’t be computed here, so there is no sd_hash to sign.'
  if (made.problem) return neededInWords('make a key binding', made.problem)
  store.dispatch({ type: 'rewrite', token: withKeyBinding(token, made.jwt) })
  return undefined
}

interface Look {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly icon: IconName
  readonly sentence: string
}

const STATES: Record<KeyBindingState, Look> = {
  none: { tone: 'warn', icon: 'dash', sentence: 'No key binding: nothing here proves who presents it.' },
  valid: { tone: 'good', icon: 'check', sentence: 'The holder of the key in “cnf” signed this presentation.' },
  mismatch: { tone: 'bad', icon: 'cross', sentence: 'The key binding doesn’t verify with the key in “cnf”.' },
  'no-key': { tone: 'warn', icon: 'warning', sentence: 'The key binding couldn’t be checked, so it proves nothing.' },
  'wrong-hash': { tone: 'bad', icon: 'cross', sentence: 'The key binding is for another presentation: its sd_hash doesn’t match.' },
  malformed: { tone: 'bad', icon: 'cross', sentence: 'What follows the last “~” isn’t a key binding JWT.' },
}

function State({ binding: { state, claims, alg } }: { readonly binding: Verified }) {
  const look = STATES[state]
  const stated = ['aud', 'nonce'].flatMap((name) => {
    const node = claims?.get(name)
    return node?.type === 'string' ? [{ name, text: shown(node.value, 400) }] : []
  })
  return (
    <div className={styles.bindingState} data-part="key-binding" data-state={state}>
      <p>
        <span className={styles[look.tone]}>
          <Icon name={look.icon} />
        </span>
        <span>
          {look.sentence}
          {state === 'valid' && alg !== undefined && ` Signed with ${quoted(alg)}.`}
        </span>
      </p>
      {state !== 'none' && stated.length > 0 && (
        <dl>
          {stated.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{text}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
