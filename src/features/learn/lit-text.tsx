// Text whose parts light up together with the claim they come from, here and wherever else that claim is shown.
import { createContext, useContext } from 'react'
import type { Lit, Look } from '../../lessons/lesson.ts'
import { Painted } from './painted-token.tsx'
import styles from './lit-text.module.css'

/** The claim that the reader points at, and a function to change it. */
export const PointedContext = createContext<{ readonly claim: string | undefined; point(claim: string | undefined): void }>({
  claim: undefined,
  point: () => {},
})

export function LitText({ text, look, lit }: { readonly text: string; readonly look: Look; readonly lit: readonly Lit[] }) {
  const { claim, point } = useContext(PointedContext)
  const places = lit.toSorted((a, b) => a.from - b.from)
  return (
    <>
      {places.map((place, index) => (
        <span key={place.from}>
          <Painted text={text.slice(places[index - 1]?.to ?? 0, place.from)} look={look} />
          {/* The buttons beside the text do the same for keyboard and touch. */}
          <span
            className={styles.place}
            data-claim={place.claim}
            data-lit={place.claim === claim || undefined}
            onPointerEnter={() => point(place.claim)}
          >
            <Painted text={text.slice(place.from, place.to)} look={look} />
          </span>
        </span>
      ))}
      <Painted text={text.slice(places.at(-1)?.to ?? 0)} look={look} />
    </>
  )
}

/** One button per claim, to point at it. */
export function ClaimPointer({ claims }: { readonly claims: readonly string[] }) {
  const { claim, point } = useContext(PointedContext)
  return (
    <p className={styles.pointer}>
      Point at
      {claims.map((each) => (
        <button key={each} type="button" aria-pressed={each === claim} onClick={() => point(each === claim ? undefined : each)}>
          {each}
        </button>
      ))}
    </p>
  )
}
