// What an SD-JWT brings along: its disclosures and what became of each, the claims that they make, and the key binding.
import type { DisclosureState, JsonPath, ProcessedDisclosure, SdJwtProcessing } from '../../core/sd-jwt/process.ts'
import type { KeyBinding, KeyBindingState } from '../../core/sd-jwt/key-binding.ts'
import type { Disclosure, SdJwtParts } from '../../core/token/sd-jwt.ts'
import { copyText } from '../../platform/clipboard.ts'
import { useCheck } from '../../session/react/use-session.ts'
import { layOutJson } from '../../session/text/json-layout.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import styles from './disclosures.module.css'
import { shown } from '../../core/text/quoted.ts'

export function Disclosures({ sdJwt }: { readonly sdJwt: SdJwtParts }) {
  const processing = useCheck((check) => check.sdJwt)
  const binding = useCheck(({ facts }) => facts?.keyBinding)
  const text = processing?.payload?.text
  return (
    <>
      <Card title="Disclosures" part="payload" about={aboutOf(sdJwt, processing)}>
        {sdJwt.disclosures.length > 0 && (
          <ul className={styles.disclosures} aria-label="Disclosures">
            {sdJwt.disclosures.map((disclosure, i) => (
              <Row key={disclosure.segment.at} disclosure={disclosure} index={i} processed={processing?.disclosures[i]} />
            ))}
          </ul>
        )}
        {processing && <p className={styles.note}>{withheldSentence(processing)}</p>}
        {binding && <Binding binding={binding} />}
      </Card>
      {text !== undefined && (
        <Card
          title="Processed claims"
          part="payload"
          about="what the issuer signed, with the disclosures in their places"
          aside={<CopyButton what="processed claims" copy={copyText} read={() => text} />}
        >
          {/* It scrolls, so it takes the focus for the keys that scroll it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className="card-text" data-part="processed-payload" role="region" tabIndex={0} aria-label="Processed claims, as JSON">
            {layOutJson(text)}
          </pre>
        </Card>
      )}
    </>
  )
}

function aboutOf({ disclosures }: SdJwtParts, processing: SdJwtProcessing | undefined): string {
  const count = disclosures.length === 1 ? '1 disclosure' : `${disclosures.length} disclosures`
  if (!processing) return count
  const matched = processing.disclosures.filter(({ state }) => state === 'matched').length
  return matched === disclosures.length ? `${count}, all signed by the issuer` : `${matched} of ${count} signed by the issuer`
}

/** How many digests have no disclosure here. Nobody but the issuer can tell a withheld claim from a decoy. */
function withheldSentence({ hash, algorithm, digests }: SdJwtProcessing): string {
  if (!hash) return `The digests use ${algorithm}, which can’t be computed here, so no disclosure could be checked.`
  const open = digests.filter(({ of }) => of === undefined).length
  if (open === 0) return 'Every digest in the token has its disclosure here.'
  return open === 1
    ? '1 digest has no disclosure here: its claim is withheld, or it is a decoy.'
    : `${open} digests have no disclosure here: their claims are withheld, or they are decoys.`
}

interface RowProps {
  readonly disclosure: Disclosure
  readonly index: number
  /** Undefined while it is being checked. */
  readonly processed: ProcessedDisclosure | undefined
}

function Row({ disclosure: { name, value, readable, segment }, index, processed }: RowProps) {
  const look = processed && STATES[processed.state]
  return (
    <li data-disclosure={index} data-state={processed?.state}>
      {look && (
        <span className={styles[look.tone]}>
          <Icon name={look.icon} />
        </span>
      )}
      <div>
        {readable ? (
          <p>
            <bdi className={styles.name}>{name === undefined ? 'array element' : shown(name)}</bdi>{' '}
            <bdi className={styles.value}>{shown(value ? segment.decoded.text.slice(value.from, value.to) : '', 400)}</bdi>
          </p>
        ) : (
          <p className={styles.value}>
            <bdi>{shown(segment.text, 400)}</bdi>
          </p>
        )}
        {processed && look && (
          <p className={styles.state}>
            {look.sentence}
            {processed.path && processed.path.length > 1 && (
              <>
                {' as '}
                <bdi>{pathInWords(processed.path)}</bdi>
              </>
            )}
          </p>
        )}
      </div>
    </li>
  )
}

interface Look {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly icon: IconName
  readonly sentence: string
}

const STATES: Record<DisclosureState, Look> = {
  matched: { tone: 'good', icon: 'check', sentence: 'Signed by the issuer' },
  unreferenced: { tone: 'bad', icon: 'cross', sentence: 'Not signed: its digest isn’t in the token' },
  repeated: { tone: 'bad', icon: 'cross', sentence: 'Rejected: it, or its digest, is there twice' },
  malformed: { tone: 'bad', icon: 'cross', sentence: 'Rejected: it isn’t what belongs in this place' },
  overwrites: { tone: 'bad', icon: 'cross', sentence: 'Rejected: it would overwrite a claim that is already there' },
}

const BINDINGS: Record<KeyBindingState, Look> = {
  none: { tone: 'warn', icon: 'dash', sentence: 'No key binding: nothing here proves who presents it.' },
  valid: { tone: 'good', icon: 'check', sentence: 'The holder of the key in “cnf” signed this presentation.' },
  mismatch: { tone: 'bad', icon: 'cross', sentence: 'The key binding doesn’t verify with the key in “cnf”.' },
  'no-key': { tone: 'warn', icon: 'warning', sentence: 'The key binding couldn’t be checked, so it proves nothing.' },
  'wrong-hash': { tone: 'bad', icon: 'cross', sentence: 'The key binding is for another presentation: its sd_hash doesn’t match.' },
  malformed: { tone: 'bad', icon: 'cross', sentence: 'What follows the last “~” isn’t a key binding JWT.' },
}

function Binding({ binding: { state, claims } }: { readonly binding: KeyBinding }) {
  const look = BINDINGS[state]
  return (
    <div className={styles.binding} data-part="key-binding" data-state={state}>
      <p>
        <span className={styles[look.tone]}>
          <Icon name={look.icon} />
        </span>
        <span>{look.sentence}</span>
      </p>
      {state !== 'none' && claims && (
        <dl>
          {['aud', 'nonce'].map((name) => {
            const node = claims.get(name)
            return (
              node?.type === 'string' && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    <bdi>{shown(node.value, 400)}</bdi>
                  </dd>
                </div>
              )
            )
          })}
        </dl>
      )}
    </div>
  )
}

/** "address.street", "nationalities[0]". */
function pathInWords(path: JsonPath): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')
}
