// Arranges the panels of the desk in columns: the parts of the token, the key with the findings, or both in one on a phone.
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
import { EditsPanel, SignaturePanel } from '../features/signature/signature-panel.tsx'
import { TimePanel } from '../features/time/time-panel.tsx'
import { WhyNot } from '../features/why/why.tsx'
import { useAtOnce, useSession } from '../session/react/use-session.ts'
import { Button } from '../ui/button.tsx'
import { late } from './late.ts'
import { Panel } from './panel.tsx'
import type { SheetName } from './sheet-choice.ts'
import styles from './inspector.module.css'
import { mergeLayout } from '../session/text/merge-layout.ts'
import { writeBackWith } from '../session/text/write-back.ts'

writeBackWith(mergeLayout)

// Most tokens have no disclosures.
const SelectiveDisclosure = late(async () => (await import('../features/sd-jwt/selective-disclosure.tsx')).SelectiveDisclosure)

export interface DeskProps {
  /** The one that is open over the desk. */
  readonly sheet: SheetName | undefined
  /** Opens a sheet, or closes it. */
  onSheet(name: SheetName): void
}

/** The content of a JWE, which its key opens; for any other token, its payload. */
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

/** Scrolls to the disclosures and focuses the first control there. */
function goToDisclosures() {
  const band = document.getElementById(BAND)
  band?.scrollIntoView({ block: 'start' })
  const first = band?.querySelector<HTMLElement>('input') ?? band?.querySelector('button')
  first?.focus({ preventScroll: true })
}

/** The disclosures of an SD-JWT, which take the width of the desk. */
export function Disclosures({ sheet, onSheet }: DeskProps) {
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

function Why() {
  return (
    <Panel name="Why it does not verify">
      <WhyNot />
    </Panel>
  )
}

function Found() {
  return (
    <Panel name="Findings">
      <Findings />
    </Panel>
  )
}

function Key() {
  return (
    <Panel name="Key">
      <KeyBox />
    </Panel>
  )
}

function Edits() {
  return (
    <Panel name="Edits">
      <EditsPanel />
    </Panel>
  )
}

/** What came with the token, and what the reader's service expects of it. */
function Along({ sheet, onSheet }: DeskProps) {
  return (
    <>
      <Panel name="Expected by your service">
        <ExpectationsPanel open={sheet === 'service'} onOpen={() => onSheet('service')} />
      </Panel>
      <Panel name="Request">
        <RequestPanel />
      </Panel>
      <Panel name="Certificate chain">
        <ChainPanel />
      </Panel>
    </>
  )
}

function Header() {
  return (
    <Panel name="Header">
      <PartPanel part="header" />
    </Panel>
  )
}

function Content(props: DeskProps) {
  return (
    <>
      <Panel name="Payload">
        <Payload {...props} />
      </Panel>
      <Panel name="Detached content">
        <DetachedContent />
      </Panel>
    </>
  )
}

/** The other facts about a token, in the order in which people want to know them. */
function Details({ sheet, onSheet }: DeskProps) {
  return (
    <>
      <Panel name="Validity">
        <TimePanel />
      </Panel>
      <Panel name="Signature">
        <SignaturePanel
          actions={
            <Button look="quiet" aria-expanded={sheet === 'steps'} onClick={() => onSheet('steps')}>
              How the signature is computed
            </Button>
          }
        />
      </Panel>
      <Panel name="Other parts">
        <OtherParts />
      </Panel>
      <Panel name="Token type">
        <ProfilePanel />
      </Panel>
      <Panel name="Serialization">
        <SerializationPanel />
      </Panel>
    </>
  )
}

/** The parts of the token in order. */
export function PartsColumn(props: DeskProps) {
  return (
    <div className={`${styles.column} ${styles.parts}`}>
      <Header />
      <Content {...props} />
      <Details {...props} />
    </div>
  )
}

/** The key and what was found with it. `why`: also why it does not verify, where that has no column of its own. */
export function KeyColumn({ why, ...props }: DeskProps & { readonly why: boolean }) {
  return (
    <div className={styles.column}>
      <Key />
      <Edits />
      <Found />
      {why && <Why />}
      <Along {...props} />
    </div>
  )
}

/**
 * The panel "Why it does not verify" comes and goes with each key that is tried, so nothing that people read or type in comes after it. The
 * gate of the signature leads to it.
 */
export function WhyColumn() {
  return (
    <div className={styles.column}>
      <Why />
    </div>
  )
}

/** On a phone: what people read and enter first. */
export function FirstColumn(props: DeskProps) {
  return (
    <div className={styles.column}>
      <Key />
      <Content {...props} />
      <Edits />
      <Found />
      <Along {...props} />
    </div>
  )
}

/** On a phone: what comes after the token. */
export function OtherColumn(props: DeskProps) {
  return (
    <div className={styles.column}>
      <Why />
      <Header />
      <Details {...props} />
    </div>
  )
}
