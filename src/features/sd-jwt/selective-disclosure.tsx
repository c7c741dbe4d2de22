// The card "Selective disclosure" of an SD-JWT: its payload, disclosures and processed claims side by side, and its key binding.
import { useMemo, useState, type ReactNode } from 'react'
import { claimPlaces } from '../../core/sd-jwt/claim-places.ts'
import { asCompact, presentation } from '../../core/sd-jwt/present.ts'
import { processSdJwt, type SdJwtProcessing } from '../../core/sd-jwt/process.ts'
import type { SdJwtParts } from '../../core/token/sd-jwt.ts'
import type { Token } from '../../core/token/token.ts'
import { copyText } from '../../platform/clipboard.ts'
import { inspectPaste } from '../../session/state/opened-token.ts'
import type { State } from '../../session/state/state.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { choose, writeOtherForm } from './choose.ts'
import { DisclosureList, nameOf } from './disclosure-list.tsx'
import { KeyBinding } from './key-binding.tsx'
import { Digest, LinkedJson, layOutDigests, type DigestStretch } from './linked-json.tsx'
import { layOutLinked, type Stretch } from './linked-text.ts'
import { offersOf, type Offers } from './offers.ts'
import { useLinks } from './use-links.ts'
import fields from './fields.module.css'
import styles from './sd-jwt.module.css'

/** `actions` are shown in the card's head. */
export function SelectiveDisclosure({ actions }: { readonly actions?: ReactNode }) {
  const token = useSession((_, { inspection }) => inspection.token)
  const pasted = useSession(({ state }) => inspectPaste(state.pasted).token)
  const offers = useMemo(() => token && offersOf(token, pasted), [token, pasted])
  const current = token && processSdJwt(token)
  if (!token?.sdJwt || !offers || !current) return null
  return <Opened token={token} sdJwt={token.sdJwt} offers={offers} current={current} actions={actions} />
}

interface OpenedProps {
  readonly token: Token
  readonly sdJwt: SdJwtParts
  readonly offers: Offers
  readonly current: SdJwtProcessing
  readonly actions: ReactNode
}

function Opened({ token, sdJwt, offers, current, actions }: OpenedProps) {
  const store = useStore()
  const state = useSession((snapshot) => snapshot.state)
  const [dropped, setDropped] = useState<State>()
  const digests = useMemo(() => digestStretches(offers), [offers])
  const links = useLinks({
    placeOf(element) {
      const digest = offers.processing.digests[Number(element.dataset['digest'] ?? -1)]
      if (digest && digest.within === undefined) return { in: 'payload', span: digest.at }
      const offer = offers.all[Number(/^d(\d+)$/.exec(element.dataset['link'] ?? '')?.[1] ?? -1)]
      if (!offer || offer.at === undefined) return undefined
      const { at, text } = offer.disclosure.segment
      return { in: 'token', span: { from: at, to: at + text.length } }
    },
    linkOf({ carrier, exact }) {
      if (carrier.segment === token.payload) {
        const place = exact.text
        return place && digests.get(undefined)?.find(({ from, to }) => from <= place.from && place.from < to)?.link
      }
      const index = offers.all.findIndex(({ disclosure }) => disclosure.segment === carrier.segment)
      return index < 0 ? undefined : `d${index}`
    },
  })
  const present = (index: number, isPresented: boolean) => {
    const offer = offers.all[index]
    if (offer) setDropped(choose(store, index, offer.disclosure.segment.text, isPresented))
  }
  return (
    <Card part="payload" about={aboutOf(sdJwt, current)} aside={actions}>
      <div {...links} className={styles.views}>
        <View title="Signed payload">
          <Payload token={token} digests={digests.get(undefined) ?? []} />
          <p className={styles.note}>{withheldSentence(offers.processing)}</p>
        </View>
        <View title="Disclosures">
          {offers.all.length > 0 ? (
            <>
              <DisclosureList
                offers={offers}
                current={current}
                digestsIn={digests}
                onPresent={canPresent(token, sdJwt) ? present : undefined}
              />
              <p className={styles.note}>Disclosures you leave unchecked are held back. The token above changes at once.</p>
            </>
          ) : (
            <p className={styles.note}>This token has no disclosures.</p>
          )}
        </View>
        <View
          title="Processed claims"
          aside={<CopyButton what="processed claims" copy={copyText} read={() => current.payload?.text ?? ''} />}
        >
          <Processed offers={offers} current={current} />
        </View>
      </div>
      <div className={styles.foot}>
        <KeyBinding dropped={dropped === state} />
        <Form token={token} />
      </div>
    </Card>
  )
}

function View({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles.view} aria-label={title}>
      <div className={styles.viewHead}>
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** Longer payloads are cut here; their box shows the rest. Characters. */
const MOST_DRAWN = 200_000

function Payload({ token, digests }: { readonly token: Token; readonly digests: readonly DigestStretch[] }) {
  const decoded = token.payload?.decoded
  const laid = useMemo(() => decoded?.utf8 && decoded.json.valid && layOutDigests(decoded.text, digests), [decoded, digests])
  if (!laid) return <p className={styles.note}>The payload isn’t JSON, so there is nothing in it to disclose.</p>
  const isLong = laid.text.length > MOST_DRAWN
  const text = isLong ? laid.text.slice(0, MOST_DRAWN) : laid.text
  const stretches = isLong ? laid.stretches.filter(({ to }) => to <= MOST_DRAWN) : laid.stretches
  return (
    <>
      {/* It scrolls, so it must be focusable for the keys that scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} data-scrolls role="region" tabIndex={0} aria-label="Signed payload, laid out">
        <LinkedJson text={text} stretches={stretches} renderStretch={(stretch) => <Digest stretch={stretch} />} />
      </pre>
      {isLong && <p className={styles.note}>This is the beginning. The Payload box has all of it.</p>}
    </>
  )
}

function Processed({ offers, current }: { readonly offers: Offers; readonly current: SdJwtProcessing }) {
  const laid = useMemo(() => {
    if (!current.payload) return undefined
    const byPlace = new Map(offers.all.flatMap(({ at }, i) => (at === undefined ? [] : [[at, i] as const])))
    const claims = claimPlaces(current).flatMap((place, at): Stretch[] => (place ? [{ ...place, link: `d${byPlace.get(at)}` }] : []))
    return layOutLinked(current.payload.text, claims)
  }, [offers, current])
  if (!laid) return <p className={styles.note}>There are none: the payload isn’t a JSON object.</p>
  return (
    <pre
      className={styles.text}
      data-scrolls
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      data-part="processed-payload"
      role="region"
      aria-label="Processed claims, as JSON"
    >
      <LinkedJson
        text={laid.text}
        stretches={laid.stretches}
        isExact
        renderStretch={({ link }, content) => (
          <span className={styles.claim} data-link={link}>
            {content}
          </span>
        )}
      />
    </pre>
  )
}

/** The same SD-JWT in the other serialization. */
function Form({ token }: { readonly token: Token }) {
  const store = useStore()
  const isJson = token.wrapper === 'json-serialization'
  const compact = useMemo(() => (isJson ? asCompact(token) : undefined), [token, isJson])
  if (token.object?.kind !== 'jws') return null
  return (
    <section className={styles.form} aria-label="Serialization of the SD-JWT">
      <h3>{isJson ? 'JSON serialization' : 'Compact serialization'}</h3>
      <p className={fields.said}>
        {compact?.lost
          ? `The compact form would lose ${compact.lost.join(', ')}.`
          : isJson
            ? 'In the compact form, a “~” follows each disclosure.'
            : 'In JSON, the disclosures and key binding are members of an unprotected header (RFC 9901 section 8).'}
      </p>
      <Button aria-disabled={compact?.lost !== undefined} onClick={() => writeOtherForm(store)}>
        {isJson ? 'Write it compact' : 'Write it as JSON'}
      </Button>
    </section>
  )
}

/** True where writing the same choice gives what was read, so that nothing unreadable would be lost. */
function canPresent(token: Token, { disclosures, presented: characters, wellFormed }: SdJwtParts): boolean {
  if (token.wrapper === 'json-serialization') return wellFormed
  return (
    presentation(
      token,
      disclosures.map(({ segment }) => segment.text),
    ) === characters
  )
}

/** The digests in the payload (`undefined`) and in each disclosure, with what they stand for. */
function digestStretches({ all, processing }: Offers): ReadonlyMap<number | undefined, readonly DigestStretch[]> {
  const byPlace = new Map<number | undefined, DigestStretch[]>()
  processing.digests.forEach(({ text, at, within, of }, digest) => {
    const stretch: DigestStretch = {
      ...at,
      link: of === undefined ? `x${digest}` : `d${of}`,
      digest,
      value: text,
      says: of === undefined ? 'no disclosure for this digest here' : saidOf(of),
      isOpen: of === undefined,
    }
    const known = byPlace.get(within)
    if (known) known.push(stretch)
    else byPlace.set(within, [stretch])
  })
  return byPlace

  function saidOf(index: number): string {
    const processed = processing.disclosures[index]
    if (!processed) return ''
    const name = nameOf(processed)
    if (processed.state !== 'matched') return `${name}, rejected`
    return all[index]?.at === undefined ? `${name}, held back` : name
  }
}

function aboutOf({ disclosures }: SdJwtParts, processing: SdJwtProcessing): string {
  const count = disclosures.length === 1 ? '1 disclosure' : `${disclosures.length} disclosures`
  const matched = processing.disclosures.filter(({ state }) => state === 'matched').length
  return matched === disclosures.length ? `${count}, all signed by the issuer` : `${matched} of ${count} signed by the issuer`
}

/** How many digests have no disclosure here. Only the issuer can tell a withheld claim from a decoy. */
function withheldSentence({ hash, algorithm, digests }: SdJwtProcessing): string {
  if (!hash) return `The digests use ${algorithm}, which can’t be computed here, so no disclosure could be checked.`
  const open = digests.filter(({ of }) => of === undefined).length
  if (open === 0) return 'Every digest in the token has its disclosure here.'
  return open === 1
    ? '1 digest has no disclosure here: its claim is withheld, or it is a decoy.'
    : `${open} digests have no disclosure here: their claims are withheld, or they are decoys.`
}
