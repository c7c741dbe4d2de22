// The card "Serialization", which names the token's serialization and converts it to those that lose nothing.
import { useMemo, useState } from 'react'
import { convert, formOf, type Form } from '../../core/serialization/convert.ts'
import type { Token } from '../../core/token/token.ts'
import { convertTo, lossInWords } from '../../session/store/signatures.ts'
import type { State } from '../../session/state/state.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './serialization-panel.module.css'

const NAMES: Record<Form, string> = { compact: 'compact', flattened: 'flattened JSON', general: 'general JSON' }
const FORMS = ['compact', 'flattened', 'general'] as const

/** Tokens with more characters are converted only when a button is pressed. */
const LARGE = 50_000

export function SerializationPanel() {
  const token = useSession((_, derived) => derived.inspection.token)
  const form = token && formOf(token)
  return token && form && token.wellFormed ? <Panel token={token} form={form} /> : null
}

function Panel({ token, form }: { readonly token: Token; readonly form: Form }) {
  const store = useStore()
  const state = useSession((snapshot) => snapshot.state)
  const [refused, setRefused] = useState<{ readonly why: string; readonly about: State }>()
  // A compact JWS can't hold disclosures; the panel with the disclosures writes a compact SD-JWT.
  const others = FORMS.filter((each) => each !== form && !(each === 'compact' && token.sdJwt))
  // A compact token loses nothing; what the others would lose is known before a button is pressed.
  const lost = useMemo(
    () =>
      new Map(
        form === 'compact' || token.compact.length > LARGE
          ? []
          : others.map((to) => [to, convert(token, to).losses?.map(lossInWords).join(' ')]),
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- the others follow from the form
    [token, form],
  )
  const possible = others.filter((to) => lost.get(to) === undefined)
  const isAlone = state.text.trim() === token.compact
  return (
    <Card about={NAMES[form]}>
      <div className={styles.body}>
        {possible.length > 0 && (
          <div className={styles.actions}>
            {possible.map((to) => (
              <Button
                key={to}
                onClick={() => {
                  const why = convertTo(store, to)
                  setRefused(why === undefined ? undefined : { why, about: store.getSnapshot().state })
                }}
              >
                Convert to {NAMES[to]}
              </Button>
            ))}
          </div>
        )}
        {others.map((to) => {
          const why = lost.get(to)
          return (
            why !== undefined && (
              <p key={to}>
                Can’t be converted to {NAMES[to]}. <WithCode text={why} />
              </p>
            )
          )
        })}
        {!isAlone && form === 'compact' && <p>A JSON serialization must stand alone, so the text around the token is dropped.</p>}
        <p role="status" className={styles.said}>
          {refused && refused.about === state ? refused.why : ''}
        </p>
      </div>
    </Card>
  )
}
