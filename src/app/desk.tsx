// The columns of the desk: the parts of the token, the key with what was found, and both in one on a phone. Which panel sits where, and nothing else.
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

/** What came along with the token, and what the reader's service expects of it. */
function Along({ sheet, onSheet }: DeskProps) {
  return (
    <>
      <Panel name="Your service">
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

/** The rest of what a token is, in the order in which it is asked for. */
function Details({ sheet, onSheet }: DeskProps) {
  return (
    <>
      <Panel name="Time">
        <TimePanel />
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
      <Panel name="Other parts">
        <OtherParts />
      </Panel>
      <Panel name="Kind of token">
        <ProfilePanel />
      </Panel>
      <Panel name="Serialization">
        <SerializationPanel />
      </Panel>
    </>
  )
}

/** The parts of the token in their order. */
export function PartsColumn(props: DeskProps) {
  return (
    <div className={`${styles.column} ${styles.parts}`}>
      <Header />
      <Content {...props} />
      <Details {...props} />
    </div>
  )
}

/** What is given, and what it answers. `why`: also why it does not verify, where that has no column of its own. */
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
 * Why it does not verify comes and goes with each key that is tried, so it stands where nothing that one reads or types in follows it. The
 * gate of the signature leads to it.
 */
export function WhyColumn() {
  return (
    <div className={styles.column}>
      <Why />
    </div>
  )
}

/** On a phone: what is read and given first. */
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
