// The card for the certificates in a token's header ("x5c"), with the checks of each and whether the chain leads to the reader's root.
import { useCallback, useEffect, useState } from 'react'
import type { JsonNode } from '../../core/text/json.ts'
import { shown } from '../../core/text/quoted.ts'
import type { CheckedChain, When } from '../../core/x509/check-chain.ts'
import { chosenKey } from '../../session/state/key-choice.ts'
import { useAtInstant, useClock } from '../../session/react/use-clock.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useCheck, useSession } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { Demand } from '../../ui/demand.tsx'
import demands from '../../ui/demands.module.css'
import { TextArea } from '../../ui/text-field.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './chain-panel.module.css'

export function ChainPanel() {
  const x5c = useSession((_, { inspection }) => inspection.token?.header.parameters.get('x5c'))
  return x5c ? <Certificates x5c={x5c} /> : null
}

function Certificates({ x5c }: { readonly x5c: JsonNode }) {
  const [root, setRoot] = useState('')
  const boxed = useSession(({ state }) => certificatesOf(chosenKey(state)))
  const withoutRoot = useJudgement(({ along }) => along.chain)
  const { chain: withRoot, unread } = useChainTo(x5c, root, boxed)
  const shownChain = withRoot ?? withoutRoot
  if (!shownChain) return null
  return (
    <Card about={ABOUT[shownChain.state]}>
      <p className={styles.whole} data-part="chain" data-state={shownChain.state} role="status">
        <WithCode text={shownChain.sentence} />
      </p>
      <ol className={styles.certificates} aria-label="Certificates, the signer’s first">
        {shownChain.certificates.map(({ subject, checks }, i) => (
          <li key={i} data-certificate={i}>
            <h3>{subject === '' ? 'A certificate without a name' : <bdi>{shown(subject, 200)}</bdi>}</h3>
            <ul className={demands.demands}>
              {checks.map((each) => (
                <Demand key={each.id} state={each.state} sentence={each.sentence} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <div className={styles.root}>
        <label htmlFor="root-certificate">Root certificate</label>
        <TextArea
          id="root-certificate"
          rows={3}
          value={root}
          placeholder="-----BEGIN CERTIFICATE-----"
          aria-describedby="root-about"
          onText={setRoot}
        />
      </div>
      <p id="root-about" className={styles.note}>
        {unread
          ? 'This text contains no readable certificate.'
          : 'Paste the root certificate that you trust, as PEM. A certificate authority’s certificate in the key box is also used. Revocation isn’t checked, because this page has no network access.'}
      </p>
    </Card>
  )
}

const ABOUT: Readonly<Record<CheckedChain['state'], string>> = {
  consistent: 'no root given',
  trusted: 'leads to your root',
  untrusted: 'leads elsewhere',
  broken: 'broken',
  'not-checkable': 'not checked in full',
}

/** The key box's text if the reader put certificates into it; empty if the text came from elsewhere. */
function certificatesOf(choice: ReturnType<typeof chosenKey>): string {
  if (choice.from !== 'box' || !choice.text.includes('BEGIN CERTIFICATE')) return ''
  return choice.origin.from === 'link' || choice.origin.from === 'fetched' ? '' : choice.text
}

interface ToRoot {
  readonly chain: CheckedChain | undefined
  /** A root was typed, but it isn't a certificate. */
  readonly unread: boolean
}

/** The chain up to the reader's roots, at the instant that the page judges by; undefined if they gave none, and while it is being checked. */
function useChainTo(x5c: JsonNode, root: string, boxed: string): ToRoot {
  const [read, setRead] = useState<{
    readonly of: JsonNode
    readonly asked: string
    readonly chain: ((signedToken: boolean | undefined, when: When) => CheckedChain) | undefined
    readonly unread: boolean
  }>()
  const signedToken = useCheck(({ along }) => along.chain?.signedToken)
  const { leeway } = useClock()
  const asked = `${root}\n${boxed}`
  useEffect(() => {
    if (asked.trim() === '') return
    let gone = false
    const find = async () => {
      const [{ readChain, readRoots }, { checkChain }] = await Promise.all([
        import('../../core/x509/chain.ts'),
        import('../../core/x509/check-chain.ts'),
      ])
      const [given, fromBox] = await Promise.all([readRoots(root), readRoots(boxed)])
      // A key's certificate isn't a root: using it to verify doesn't mean trusting its issuers.
      const roots = [...given, ...fromBox.filter(({ isCa }) => isCa === true)]
      const chain = roots.length > 0 ? await readChain(x5c, roots) : undefined
      const checked = chain && ((signed: boolean | undefined, when: When) => checkChain(chain, signed, when))
      if (!gone) setRead({ of: x5c, asked, chain: checked, unread: root.trim() !== '' && given.length === 0 })
    }
    // If the code doesn't load, the chain is shown without a root.
    find().catch(() => {})
    return () => {
      gone = true
    }
  }, [x5c, asked, root, boxed])
  const current = read?.of === x5c && read.asked === asked ? read : undefined
  const chain = current?.chain
  const at = useAtInstant(useCallback((now: number) => (chain ? chain(signedToken, { now, leeway }) : null), [chain, signedToken, leeway]))
  return { chain: at ?? undefined, unread: current?.unread ?? false }
}
