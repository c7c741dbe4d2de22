// Shows how the signature is computed, from the JSON to the third segment with real values, signer and verifier side by side.
import { useEffect, useMemo, useState } from 'react'
import { algorithmByName } from '../../core/algorithms/algorithms.ts'
import type { ShellCommand } from '../../core/steps/commands.ts'
import type { StepInput, SignatureStep } from '../../core/steps/step/step.ts'
import { compareTraces, type ComparedStep } from '../../core/steps/trace.ts'
import type { Token } from '../../core/token/token.ts'
import { copyText } from '../../platform/clipboard.ts'
import { jwsOf } from '../../session/state/opened-token.ts'
import { useSession } from '../../session/react/use-session.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useTraces, type Traces } from './use-traces.ts'
import { ValueView } from './value-view.tsx'
import styles from './steps.module.css'
import { quoted } from '../../core/text/quoted.ts'

export function Steps({ onClose }: { onClose(): void }) {
  const token = useSession((_, derived) => derived.inspection.token)
  const answered = useSession(({ progress }) => shownCheck(progress)?.verification?.answered ?? 0)
  const [chosen, setChosen] = useState<number>()
  const signatures = jwsOf(token, undefined)?.signatures ?? []
  const wanted = chosen ?? answered
  const index = wanted < signatures.length ? wanted : 0
  const traces = useTraces(index)
  const known = algorithmByName(signatures[index]?.header.alg) !== undefined
  return (
    <Sheet title="How the signature is computed" about={known ? traces && about(traces) : undefined} onClose={onClose}>
      {signatures.length > 1 && (
        <label className={styles.choice}>
          Signature{' '}
          <select value={index} onChange={(event) => setChosen(Number(event.target.value))}>
            {signatures.map(({ header }, i) => (
              // A signature is identified by its place in the list.
              <option key={i} value={i}>
                {i + 1} of {signatures.length}, {header.alg ?? 'no algorithm named'}
              </option>
            ))}
          </select>
        </label>
      )}
      {!known ? (
        <p className={styles.soft}>{nothingToShow(token, signatures[index]?.header.alg)}</p>
      ) : (
        traces && <Computation traces={traces} />
      )}
    </Sheet>
  )
}

function nothingToShow(token: Token | undefined, alg: string | undefined): string {
  if (!token) return 'There is no token yet.'
  if (token.object?.kind === 'jwe')
    return 'This token is encrypted (JWE). Nothing in it is signed, so there is no signature to compute. Its authentication tag verifies only if it wasn’t changed, and says nothing about who wrote it. If it contains a signed token, decrypt it and open that one.'
  if (!token.object) return 'These segments cannot be read as a signed token, so there is nothing to compute.'
  return alg === undefined
    ? 'The header names no algorithm, so the page can’t tell how the signature was computed.'
    : `The header names the algorithm ${quoted(alg)}, which this page doesn’t know.`
}

function about({ alg, edited }: Traces): string {
  return edited ? `${alg}; the token as it is now, next to the pasted one` : `${alg}, with the bytes of this token`
}

function Computation({ traces }: { readonly traces: Traces }) {
  const { steps, first } = useMemo(() => compareTraces(traces.pasted, traces.now), [traces])
  const part = (name: string) => steps.filter(({ step }) => step.id.startsWith(`${name}-`) && step.side === 'both')
  const rest = (all: readonly ComparedStep[]) => all.filter(({ step }) => !/^(?:header|payload)-/.test(step.id))
  const pasted = runsOf(rest(traces.pasted.map((step) => ({ step, before: undefined, flipped: undefined }))))
  const runs = runsOf(rest(steps))
  return (
    <>
      <div className={styles.sides}>
        <Side title="Header" part="header" steps={part('header')} first={first} />
        <Side title="Payload" part="payload" steps={part('payload')} first={first} />
      </div>
      {runs.map((run, i) => {
        // The signer's steps are those of the token as it was signed.
        const signed = pasted.length === runs.length ? pasted[i]! : run
        return (
          <div key={run.both[0]?.step.id ?? i} className={styles.run}>
            <ol className={styles.steps}>
              {run.both.map((each) => (
                <StepView key={each.step.id} {...each} parts={each.step.id === first} />
              ))}
            </ol>
            {run.sided.length > 0 && (
              <div className={styles.sides}>
                <Side title="The signer" steps={signed.sided.filter(({ step }) => step.side === 'signer')} first={undefined} />
                <Side title="The verifier" steps={run.sided.filter(({ step }) => step.side === 'verifier')} first={first} />
              </div>
            )}
          </div>
        )
      })}
      {traces.signed && <Commands signed={traces.signed} />}
    </>
  )
}

interface SideProps {
  readonly title: string
  readonly part?: 'header' | 'payload'
  readonly steps: readonly ComparedStep[]
  readonly first: string | undefined
}

function Side({ title, part, steps, first }: SideProps) {
  if (steps.length === 0) return null
  return (
    <section className={part && `part-${part}`}>
      <h3>{title}</h3>
      <ol className={styles.steps}>
        {steps.map((each) => (
          <StepView key={each.step.id} {...each} parts={each.step.id === first} />
        ))}
      </ol>
    </section>
  )
}

function StepView({ step, before, flipped, parts }: ComparedStep & { readonly parts: boolean }) {
  return (
    <li className={`${styles.step} ${before ? styles.changed : ''}`} data-step={step.id}>
      <h4>
        {step.title}
        {parts && <strong>Here they differ</strong>}
      </h4>
      <p className={styles.sentence}>
        {step.sentence}
        {flipped &&
          flipped.differing > 0 &&
          ` The edit flipped ${flipped.differing.toLocaleString('en')} of its ${flipped.of.toLocaleString('en')} bits.`}
      </p>
      {step.values.map((value) => {
        const old = before?.values.find((each) => each.label === value.label)
        return <ValueView key={value.label} value={value} before={old && differs(old, value) ? old : undefined} />
      })}
    </li>
  )
}

function differs(a: SignatureStep['values'][number], b: SignatureStep['values'][number]): boolean {
  if (a.kind === 'text' && b.kind === 'text') return a.text !== b.text
  if (a.kind === 'number' && b.kind === 'number') return a.value !== b.value
  if (a.kind === 'bytes' && b.kind === 'bytes') return a.bytes.length !== b.bytes.length || a.bytes.some((byte, i) => byte !== b.bytes[i])
  return false
}

interface Run {
  readonly both: ComparedStep[]
  readonly sided: ComparedStep[]
}

/** Groups the steps into runs: each begins with steps that both take, followed by steps of one side. */
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

function Commands({ signed }: { readonly signed: StepInput }) {
  const [commands, setCommands] = useState<readonly ShellCommand[]>()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return
    let gone = false
    void import('../../core/steps/commands.ts')
      .then(({ shellCommands }) => shellCommands(signed))
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
      {commands?.length === 0 && <p className={styles.soft}>The usual versions of these tools don’t support {signed.row.name} yet.</p>}
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
