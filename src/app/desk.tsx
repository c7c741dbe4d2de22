// The desk beside the token: its parts, then the key with the signature and what was found. Which panel sits where, and nothing else.
import { ChainPanel } from '../features/chain/chain-panel.tsx'
import { ContentCard } from '../features/part/content-card.tsx'
import { DetachedContent } from '../features/detached/detached-content.tsx'
import { ExpectationsPanel } from '../features/expectations/expectations-panel.tsx'
import { Findings } from '../features/findings/findings.tsx'
import { KeyBox } from '../features/key/key-box.tsx'
import { OtherParts } from '../features/part/other-parts.tsx'
import { PartPanel } from '../features/part/part-panel.tsx'
import { ProfilePanel } from '../features/profile/profile-panel.tsx'
import { RequestPanel } from '../features/request/request-panel.tsx'
import { SerializationPanel } from '../features/serialization/serialization-panel.tsx'
import { SignaturePanel } from '../features/signature/signature-panel.tsx'
import { TimePanel } from '../features/time/time-panel.tsx'
import { WhyNot } from '../features/why/why.tsx'
import { useAtOnce } from '../session/react/use-session.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from './panel.tsx'
import styles from './inspector.module.css'

export interface DeskProps {
  /** The sheet of steps is open. */
  readonly steps: boolean
  onSteps(): void
}

/** Of a JWE what is in it, which its key opens; of anything else the payload that it carries. */
function Payload() {
  const encrypted = useAtOnce((_, { inspection }) => inspection.token?.object?.kind === 'jwe')
  return encrypted ? <ContentCard /> : <PartPanel part="payload" />
}

export function Desk({ steps, onSteps }: DeskProps) {
  return (
    <>
      <div className={styles.column}>
        <Panel name="Header">
          <PartPanel part="header" />
        </Panel>
        <Panel name="Payload">
          <Payload />
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
              <Button look="quiet" aria-expanded={steps} onClick={onSteps}>
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
    </>
  )
}
