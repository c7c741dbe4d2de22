// The dialog "Add claim", which adds a claim to the payload: a name, its meaning, and a value in its usual form.
import { useId, useState } from 'react'
import { utcTime } from '../../core/claims/numeric-date.ts'
import { claimJson, claimOffers, readWhen, usualForm, VALUE_FORMS, type ValueForm } from '../../core/make/new-claim.ts'
import { withMember } from '../../core/make/with-member.ts'
import { parseJson } from '../../core/text/json.ts'
import { shown } from '../../core/text/quoted.ts'
import { currentSeconds } from '../../platform/clock.ts'
import { derive } from '../../session/state/derived.ts'
import { instantAt } from '../../session/state/viewpoint.ts'
import type { Store } from '../../session/store/store.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './new-token.module.css'

const OFFERS = claimOffers()

export function AddClaimDialog({ onClose }: { onClose(): void }) {
  const id = useId()
  const store = useStore()
  const [name, setName] = useState('')
  const [wishedForm, setForm] = useState<ValueForm>()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const form = wishedForm ?? usualForm(name)
  const value = form === 'truth' && typed === '' ? 'true' : typed
  const now = () => instantAt(store.getSnapshot().viewpoint, currentSeconds())
  const at = form === 'time' ? readWhen(value, now()) : undefined

  const add = () => {
    const json = claimJson(form, value, now())
    if (name === '') return setSaid('Give the claim a name.')
    if (json === undefined) return setSaid(WRONG[form])
    const refused = addClaim(store, name, json)
    if (refused === undefined) onClose()
    else setSaid(refused)
  }
  return (
    <Dialog title="Add claim" onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <label className={styles.field} htmlFor={`${id}-name`}>
          Name
          <TextField
            id={`${id}-name`}
            list={`${id}-names`}
            value={name}
            aria-describedby={`${id}-meaning`}
            onText={(text) => (setName(text), setSaid(''))}
          />
        </label>
        <datalist id={`${id}-names`}>
          {OFFERS.map((offer) => (
            <option key={offer.name} value={offer.name}>
              {offer.meaning}
            </option>
          ))}
        </datalist>
        <SelectField
          className={styles.field}
          label="Type of value"
          value={form}
          options={VALUE_FORMS}
          onValue={(next) => (setForm(next), setTyped(''))}
        />
        <p id={`${id}-meaning`} className={styles.about}>
          {OFFERS.find((offer) => offer.name === name)?.meaning ?? 'Pick a registered or vendor claim, or name your own.'}
        </p>
        <label className={styles.wide} htmlFor={`${id}-value`}>
          <span className="quiet-text">Value</span>
          <ValueField id={`${id}-value`} form={form} value={value} onText={(text) => (setTyped(text), setSaid(''))} />
        </label>
        {at !== undefined && (
          <p className={styles.about}>
            {Math.floor(at)}: {utcTime(at)}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" look="primary">
            Add
          </Button>
        </div>
      </form>
      <p role="status" className="said">
        <WithCode text={said} />
      </p>
    </Dialog>
  )
}

interface ValueFieldProps {
  readonly id: string
  readonly form: ValueForm
  readonly value: string
  onText(text: string): void
}

function ValueField({ id, form, value, onText }: ValueFieldProps) {
  if (form === 'truth') {
    return (
      <select id={id} value={value} onChange={(event) => onText(event.target.value)}>
        <option>true</option>
        <option>false</option>
      </select>
    )
  }
  if (form === 'list' || form === 'json')
    return <TextArea id={id} className={styles.box} rows={3} placeholder={HINTS[form]} value={value} onText={onText} />
  return <TextField id={id} placeholder={HINTS[form]} value={value} onText={onText} />
}

const HINTS = {
  text: '',
  time: 'in 15 minutes, tomorrow 09:00, 2026-11-24 09:00',
  list: 'One entry per line, or separated by commas',
  json: '{"jkt": "…"}',
} as const

const WRONG: Record<ValueForm, string> = {
  text: '',
  list: '',
  time: 'This isn’t a time. Try `in 15 minutes`, `tomorrow 09:00` or `2026-11-24 09:00`.',
  truth: 'Choose true or false.',
  json: 'This isn’t JSON. Text needs quotes.',
}

/** Adds the claim at the end of the payload, or returns why it can't. */
function addClaim(store: Store, name: string, json: string): string | undefined {
  store.flush()
  const { payload } = derive(store.getSnapshot().state)
  const { root, valid } = parseJson(payload)
  if (!valid || root?.type !== 'object') return 'The payload is not a JSON object.'
  if (root.members.some((member) => member.name === name)) return `\`${shown(name, 60)}\` already exists. Change it in the payload.`
  store.dispatch({ type: 'edit-part', part: 'payload', typed: withMember(payload, root, name, json), at: performance.now() })
  return undefined
}
