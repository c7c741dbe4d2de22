// The desk beside the token: its parts, then the key with the signature and what was found. Which panel sits where, and nothing else.
import { AddClaimButton } from '../features/make/add-claim.tsx'
import { ChainPanel } from '../features/chain/chain-panel.tsx'
import { ContentCard } from '../features/part/content-card.tsx'
import { DetachedContent } from '../features/detached/detached-content.tsx'
import { ExpectationsPanel } from '../features/expectations/expectations-panel.tsx'
import { Findings } from '../features/findings/findings.tsx'
import { KeyBox } from '../features/key/key-box.tsx'
import { OtherParts } from '../features/part/other-parts.tsx'
import { PartPanel } from '../features/part/part-panel.tsx'
import { IssueButton, PayloadActions } from '../features/sd-jwt/payload-actions.tsx'
import { ProfilePanel } from '../features/profile/profile-panel.tsx'
import { RequestPanel } from '../features/request/request-panel.tsx'
import { SerializationPanel } from '../features/serialization/serialization-panel.tsx'
import { SignaturePanel } from '../features/signature/signature-panel.tsx'
import { TimePanel } from '../features/time/time-panel.tsx'
import { WhyNot } from '../features/why/why.tsx'
import { useAtOnce, useSession } from '../session/react/use-session.ts'
import { Button } from '../ui/button.tsx'
import { late } from './late.ts'
import { Panel } from './panel.tsx'
import type { SheetName } from './sheets.tsx'
import styles from './inspector.module.css'

// Most tokens have no disclosures.
const SelectiveDisclosure = late(async () => (await import('../features/sd-jwt/selective-disclosure.tsx')).SelectiveDisclosure)

export interface DeskProps {
  /** The one that lies over the desk. */
  readonly sheet: SheetName | undefined
  /** Opens a sheet, or puts it away. */
  onSheet(name: SheetName): void
}

/** Of a JWE what is in it, which its key opens; of anything else the payload that it carries. */
function Payload({ sheet, onSheet }: DeskProps) {
  const encrypted = useAtOnce((_, { inspection }) => inspection.token?.object?.kind === 'jwe')
  if (encrypted) return <ContentCard />
  const actions = (
    <>
      <AddClaimButton onPress={() => onSheet('add-claim')} />
      <PayloadActions isIssuing={sheet === 'issue'} onIssue={() => onSheet('issue')} onDisclosures={goToDisclosures} />
    </>
  )
  return <PartPanel part="payload" actions={actions} />
}

const BAND = 'disclosures'

/** The first of what can be pressed there takes the focus. */
function goToDisclosures() {
  const band = document.getElementById(BAND)
  band?.scrollIntoView({ block: 'start' })
  const first = band?.querySelector<HTMLElement>('input') ?? band?.querySelector('button')
  first?.focus({ preventScroll: true })
}

/** What an SD-JWT discloses takes the width of the desk. */
function Disclosures({ sheet, onSheet }: DeskProps) {
  const isSdJwt = useSession((_, { inspection }) => inspection.token?.sdJwt !== undefined)
  return (
    isSdJwt && (
      <div className={styles.band} id={BAND}>
        <Panel name="Selective disclosure">
          <SelectiveDisclosure actions={<IssueButton isIssuing={sheet === 'issue'} onIssue={() => onSheet('issue')} />} />
        </Panel>
      </div>
    )
  )
}

export function Desk({ sheet, onSheet }: DeskProps) {
  return (
    <>
      <div className={styles.column}>
        <Panel name="Header">
          <PartPanel part="header" />
        </Panel>
        <Panel name="Payload">
          <Payload sheet={sheet} onSheet={onSheet} />
        </Panel>
        <Panel name="Detached content">
          <DetachedContent />
        </Panel>
        <Panel name="Time">
          <TimePanel />
        </Panel>
        <Panel name="Other parts">
          <OtherParts />
        </Panel>
        <Panel name="Kind of token">
          <ProfilePanel />
        </Panel>
        <Panel name="Serialization">
          <SerializationPanel />
        </Panel>
      </div>
      <div className={styles.column}>
        <Panel name="Key">
          <KeyBox />
        </Panel>
        <Panel name="Signature">
          <SignaturePanel
            actions={
              <Button look="quiet" aria-expanded={sheet === 'steps'} onClick={() => onSheet('steps')}>
                How it was computed
              </Button>
            }
          />
        </Panel>
        <Panel name="Why it does not verify">
          <WhyNot />
        </Panel>
        <Panel name="Request">
          <RequestPanel />
        </Panel>
        <Panel name="Certificate chain">
          <ChainPanel />
        </Panel>
        <Panel name="Findings">
          <Findings />
        </Panel>
        <Panel name="Your service">
          <ExpectationsPanel />
        </Panel>
      </div>
      <Disclosures sheet={sheet} onSheet={onSheet} />
    </>
  )
}
