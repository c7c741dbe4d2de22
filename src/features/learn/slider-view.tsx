// A slider for a number, with labels at some positions.
import { useId, type CSSProperties } from 'react'
import type { Item } from '../../lessons/lesson.ts'
import styles from './slider-view.module.css'

/** From this share on, a label goes before its position, because after it the label would not fit into the lane. */
const LATE = 0.6

interface SliderViewProps {
  readonly item: Extract<Item, { kind: 'slider' }>
  readonly spotted: boolean
}

export function SliderView({ item, spotted }: SliderViewProps) {
  const id = useId()
  const { name, from, to, step, value, text, marks } = item
  const share = (at: number): number => (at - from) / (to - from)
  const place = (at: number): CSSProperties => ({ insetInlineStart: `${share(at) * 100}%` })
  return (
    <div className={styles.slider} data-spot={spotted || undefined}>
      <label htmlFor={id}>{name}</label> <output htmlFor={id}>{text}</output>
      <div className={styles.track}>
        <input
          id={id}
          type="range"
          min={from}
          max={to}
          step={step}
          value={value}
          aria-valuetext={text}
          onInput={(event) => void item.slide(event.currentTarget.valueAsNumber)}
        />
        <ul aria-label={`Places on ${name}`}>
          {marks.map((mark) => (
            <li key={mark.label} style={place(mark.at)} data-passed={value >= mark.at} data-late={share(mark.at) > LATE}>
              {mark.label}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
