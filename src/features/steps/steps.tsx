// "How it was computed": the way from the JSON to the third segment with the real values, what the verifier does beside what the signer did.
import { useEffect, useMemo, useState } from 'react'
import type { Command } from '../../core/steps/commands.ts'
import type { Signed, Step } from '../../core/steps/step.ts'
import { compareTraces, type ComparedStep } from '../../core/steps/trace.ts'
import { copyText } from '../../platform/clipboard.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTraces, type Traces } from './use-traces.ts'
import { ValueView } from './value-view.tsx'
import styles from './steps.module.css'

export function Steps({ onClose }: { onClose(): void }) {
  const traces = useTraces()
  return (
    <Sheet title="How it was computed" about={traces && about(traces)} onClose={onClose}>
      {traces ? <Computation traces={traces} /> : <p className={styles.soft}>There is no signed token here whose algorithm is known.</p>}
    </Sheet>
  )
}

function about({ alg, edited }: Traces): string {
  return edited ? `${alg}; the token as it is now, beside what was pasted` : `${alg}, with the bytes of this token`
}

function Computation({ traces }: { readonly traces: Traces }) {
  const { steps, first } = useMemo(() => compareTraces(traces.pasted, traces.now), [traces])
  const pasted = runsOf(traces.pasted.map((step) => ({ step, before: undefined, flipped: undefined })))
  const runs = runsOf(steps)
  let count = 0
  return (
    <>
      {runs.map((run, i) => {
        const signer = (pasted.length === runs.length ? pasted[i]! : run).sided.filter(({ step }) => step.side === 'signer')
        const verifier = run.sided.filter(({ step }) => step.side === 'verifier')
        const start = count + 1
        count += run.both.length
        return (
          <div key={run.both[0]?.step.id ?? i}>
            <ol className={styles.steps} start={start}>
              {run.both.map((each) => (
                <StepView key={each.step.id} {...each} parts={each.step.id === first} />
              ))}
            </ol>
            {run.sided.length > 0 && (
              <div className={styles.sides}>
                <Side title="The signer" empty="" steps={signer} first={undefined} />
                <Side title="The verifier" empty="Nothing here." steps={verifier} first={first} />
              </div>
            )}
          </div>
        )
      })}
      {traces.signed && <Commands signed={traces.signed} />}
    </>
  )
}

function Side({ title, steps, first, empty }: { readonly title: string; readonly steps: readonly ComparedStep[]; readonly first: string | undefined; readonly empty: string }) {
  return (
    <section>
      <h3>{title}</h3>
      {steps.length === 0 && <p className={styles.soft}>{empty}</p>}
      <ul className={styles.steps}>
        {steps.map((each) => (
          <StepView key={each.step.id} {...each} parts={each.step.id === first} />
        ))}
      </ul>
    </section>
  )
}

function StepView({ step, before, flipped, parts }: ComparedStep & { readonly parts: boolean }) {
  return (
    <li className={`${styles.step} ${before ? styles.changed : ''}`} data-step={step.id}>
      <h4>
        {step.title}
        {parts && <strong>Here they part</strong>}
      </h4>
      <p className={styles.sentence}>
        {step.sentence}
        {flipped && flipped.differing > 0 && ` The edit flipped ${flipped.differing.toLocaleString('en')} of its ${flipped.of.toLocaleString('en')} bits.`}
      </p>
      {step.values.map((value) => {
        const old = before?.values.find((each) => each.label === value.label)
        return <ValueView key={value.label} value={value} before={old && differs(old, value) ? old : undefined} />
      })}
    </li>
  )
}

function differs(a: Step['values'][number], b: Step['values'][number]): boolean {
  if (a.kind === 'text' && b.kind === 'text') return a.text !== b.text
  if (a.kind === 'number' && b.kind === 'number') return a.value !== b.value
  if (a.kind === 'bytes' && b.kind === 'bytes') return a.bytes.length !== b.bytes.length || a.bytes.some((byte, i) => byte !== b.bytes[i])
  return false
}

interface Run {
  readonly both: ComparedStep[]
  readonly sided: ComparedStep[]
}

/** Steps that both do, followed by steps of one side: as many times as they take turns. */
function runsOf(steps: readonly ComparedStep[]): Run[] {
  const runs: Run[] = []
  for (const each of steps) {
    const last = runs.at(-1)
    if (each.step.side !== 'both') (last ?? push()).sided.push(each)
    else (last && last.sided.length === 0 ? last : push()).both.push(each)
  }
  return runs

  function push(): Run {
    const run = { both: [], sided: [] }
    runs.push(run)
    return run
  }
}

function Commands({ signed }: { readonly signed: Signed }) {
  const [commands, setCommands] = useState<readonly Command[]>()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return
    let gone = false
    void import('../../core/steps/commands.ts')
      .then(({ commandsFor }) => commandsFor(signed))
      .then((made) => {
        if (!gone) setCommands(made)
      })
    return () => {
      gone = true
    }
  }, [open, signed])
  return (
    <details className={styles.commands} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Repeat it yourself: openssl, Node, Python</summary>
      {commands?.length === 0 && <p className={styles.soft}>The versions of these tools that most people have do not know {signed.row.name}.</p>}
      {commands?.map(({ tool, prints, text, note }) => (
        <section key={tool}>
          <h3>
            {tool} <small>{prints}</small>
            <CopyButton what={`the ${tool} command`} copy={copyText} read={() => text} />
          </h3>
          {note && <p className={styles.soft}>{note}</p>}
          <pre translate="no">{text}</pre>
        </section>
      ))}
    </details>
  )
}
